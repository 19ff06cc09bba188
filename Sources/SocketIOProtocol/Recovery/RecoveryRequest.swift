package import JSONText

/// What a client says, in the object of its CONNECT, of a session that it would go on with.
///
/// Source: socket.io 4.8, `Namespace._createSocket`; the official client sends no `offset` before its first event.
package struct RecoveryRequest: Sendable, Equatable {
    /// The secret name of the session (`pid`).
    package let privateID: ExactString
    /// The last event it received (`offset`), or `nil` when it received none.
    package let offset: ExactString?

    package init(privateID: ExactString, offset: ExactString?) {
        self.privateID = privateID
        self.offset = offset
    }

    /// - Returns: `nil` when `auth` asks for no session, or says of its events what means nothing.
    package init?(auth: JSONDocument?) {
        guard let auth, let privateID = auth.value("pid", in: auth.root).flatMap(auth.exactString) else { return nil }
        guard let offset = auth.value("offset", in: auth.root), auth.kind(offset) != .null else {
            self.init(privateID: privateID, offset: nil)
            return
        }
        guard let offset = auth.exactString(offset) else { return nil }
        self.init(privateID: privateID, offset: offset)
    }
}
