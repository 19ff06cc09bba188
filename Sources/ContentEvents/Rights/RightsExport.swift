package import JSONText

/// All that a file of the rights holds, and what it takes to read the names in one.
package struct RightsExport: Codable, Sendable, Equatable {
    package struct TypeName: Codable, Sendable, Equatable {
        package let uid: String
        package let singularName: String
    }

    package let state: RightsState
    /// Of the last `serve`.
    package let types: [TypeName]

    package init(state: RightsState, types: [(uid: ExactString, singularName: ExactString)]) {
        self.state = state
        self.types = types.map { TypeName(uid: $0.uid.string, singularName: $0.singularName.string) }
    }

    package var knownTypes: KnownTypes { KnownTypes(self.types) }
}

extension KnownTypes {
    package init(_ types: [RightsExport.TypeName]) {
        self.init(types.map { (uid: ExactString($0.uid), singularName: ExactString($0.singularName)) })
    }
}

/// What an import made.
package struct RightsImported: Codable, Sendable, Equatable {
    /// The tokens that are new, each with its secret, which nothing can tell again.
    package let tokens: [TokenAdded]

    package init(tokens: [TokenAdded]) {
        self.tokens = tokens
    }
}
