package import JSONText

/// The rules for actions of content types: which there are, what they may be called, how grants name them.
package enum ContentAction {
    /// Known for every type, granted or not.
    package static let builtIn: [ExactString] = ["create", "update", "delete", "publish", "unpublish"]

    /// Never the name of an event or action: a client of Socket.IO would take it for its own.
    ///
    /// Source: Socket.IO 4 server, `RESERVED_EVENTS`, with the two of Node's EventEmitter.
    package static let reserved: Set<ExactString> = [
        "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener",
    ]

    /// How a grant names an action: `api::article.article.update`.
    package static func id(_ action: ExactString, of uid: ExactString) -> ExactString {
        ExactString("\(uid).\(action)")
    }

    /// How a grant of our own store names all actions of a type: `api::article.article.*`.
    package static func everyID(of uid: ExactString) -> ExactString {
        ExactString("\(uid).*")
    }

    /// The actions whose right lets an audience receive `action`.
    ///
    /// No CMS has a right to publish or unpublish, so those follow another one; a grant that names them counts as well.
    package static func deciding(_ action: ExactString, publishing: PublishRight) -> [ExactString] {
        guard action == "publish" || action == "unpublish" else { return [action] }
        return switch publishing {
        case .update: [action, "update"]
        case .publish: [action]
        case .find: [action, "find", "findOne"]
        }
    }

    /// Whether it can be part of an event's name and of a grant: 1 to 64 bytes, none of them white space, a control
    /// character or one of `. : * ?`, which have a meaning there.
    package static func isWellFormed(_ action: ExactString) -> Bool {
        (1...64).contains(action.utf8.count)
            && action.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !Self.separators.contains($0) }
    }

    private static let separators = Array(".:*?".utf8)
}
