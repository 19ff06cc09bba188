package import JSONText

/// One right that an audience was given.
package enum Grant: Hashable, Sendable {
    case connect
    /// To join the custom rooms that fit the glob.
    case room(ExactString)
    case action(ExactString, of: ExactString)
    case everyAction(of: ExactString)

    /// As the store keeps it, and only if the store wrote it.
    package init?(id: ExactString) {
        let bytes = Array(id.utf8)
        if id == "connect" {
            self = .connect
        } else if bytes.starts(with: "room:".utf8) {
            self = .room(ExactString(utf8: bytes.dropFirst("room:".utf8.count)))
        } else if let dot = bytes.lastIndex(of: UInt8(ascii: ".")) {
            let uid = ExactString(utf8: bytes[..<dot])
            let action = ExactString(utf8: bytes[(dot + 1)...])
            self = action == "*" ? .everyAction(of: uid) : .action(action, of: uid)
        } else {
            return nil
        }
    }

    /// `connect`, `room:news-*`, `api::article.article.update`, `api::article.article.*`.
    package var id: ExactString {
        switch self {
        case .connect: "connect"
        case .room(let glob): ExactString("room:\(glob)")
        case .action(let action, let uid): ContentAction.id(action, of: uid)
        case .everyAction(let uid): ContentAction.everyID(of: uid)
        }
    }

    package var isForContent: Bool {
        switch self {
        case .connect, .room: false
        case .action, .everyAction: true
        }
    }
}

extension ExactString {
    /// - Parameter utf8: A part of a valid text, cut between characters.
    package init(utf8 bytes: some Collection<UInt8>) {
        self.init(String(decoding: bytes, as: UTF8.self))
    }
}
