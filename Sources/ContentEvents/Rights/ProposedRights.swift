/// What a file asks the rights to be.
///
/// A list that is nil is not spoken of, and stays as it is.
package struct ProposedRights: Sendable, Equatable {
    package let roles: [RightsState.Role]?
    package let users: [RightsState.User]?
    package let tokens: [RightsState.Token]?

    package init(
        roles: [RightsState.Role]? = nil,
        users: [RightsState.User]? = nil,
        tokens: [RightsState.Token]? = nil
    ) {
        self.roles = roles
        self.users = users
        self.tokens = tokens
    }

    package init(_ state: RightsState) {
        self.init(roles: state.roles, users: state.users, tokens: state.tokens)
    }
}

/// Why proposed rights cannot be imported.
package struct ImportProblem: Error, Equatable, Sendable {
    /// Where it is: `user:ann`; nil when it is what is missing.
    package let subject: String?
    /// Without a full stop.
    package let text: String

    package init(_ subject: String?, _ text: String) {
        self.subject = subject
        self.text = text
    }
}
