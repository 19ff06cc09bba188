import ContentModel
package import JSONText

extension RightsDirectory {
    /// A user by name, or by id as text, and the user's role.
    ///
    /// - Throws: ``EmitError`` for a user that there is not, or who has no role.
    package func user(called name: ExactString) async throws -> (user: User, role: AudienceID) {
        var found = try await self.user(named: name)
        if found == nil, let id = Int64(name.string) {
            found = try await self.user(id: id)
        }
        guard let found else {
            throw EmitError(.badData, "there is no user '\(name)': cmsio perms user list shows them")
        }
        guard let role = found.role else {
            throw EmitError(.badData, "the user '\(name)' has no role: \(self.rights.keeper.givingRole)")
        }
        return (found, role)
    }
}
