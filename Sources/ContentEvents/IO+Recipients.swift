import ContentModel

extension IO {
    /// Who would receive an event now, and why; the sockets are not counted.
    ///
    /// - Throws: ``RightsError`` for a type that there is not and a name that no action has.
    package func recipients(type: String, action: String) throws(RightsError) -> Recipients {
        try Recipients(
            type: type,
            action: action,
            among: self.directory.rights.audiences,
            under: self.policy.receive,
            publishing: self.policy.publishing,
            types: KnownTypes(self.catalog.current.contentTypes.map { (uid: $0.uid, singularName: $0.singularName) })
        )
    }
}
