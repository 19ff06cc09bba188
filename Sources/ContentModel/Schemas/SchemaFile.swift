package import JSONText

/// One schema document of a project, read by whoever knows where such files are.
package struct SchemaFile: Sendable {
    /// What the document describes. The uid comes from the path, as in Strapi; case in a component's uid is ignored.
    package enum Kind: Hashable, Sendable {
        case contentType(uid: ExactString)
        case component(uid: ExactString)
    }

    package let kind: Kind

    /// Shown in messages.
    package let path: String
    package let bytes: [UInt8]

    package init(kind: Kind, path: String, bytes: [UInt8]) {
        self.kind = kind
        self.path = path
        self.bytes = bytes
    }
}
