package import ContentEvents
package import JSONText

/// The names of the server's rooms.
///
/// Each kind has a prefix of its own, and a client's own name always comes after `room:`, so no client can ever name its
/// way into an audience's room.
package enum Room {
    /// Every socket of an audience: what `raw` addresses as `role:editor` or `token:ci`.
    package static func audience(_ id: AudienceID) -> ExactString {
        ExactString("audience:\(Self.key(id))")
    }

    /// The sockets of an audience that get all its content events.
    package static func events(_ id: AudienceID) -> ExactString {
        ExactString("events:\(Self.key(id))")
    }

    /// The sockets of an audience that narrowed themselves to event names like `article:*`.
    package static func events(_ id: AudienceID, matching pattern: ExactString) -> ExactString {
        ExactString("events:\(Self.key(id)):matching:\(pattern)")
    }

    /// The sockets of an audience that narrowed themselves to one entity.
    ///
    /// - Parameter entity: Its documentId, or its id as text.
    package static func events(_ id: AudienceID, of type: ExactString, entity: ExactString) -> ExactString {
        ExactString("events:\(Self.key(id)):entity:\(type):\(entity)")
    }

    /// A room that clients with a right to it may join.
    package static func custom(_ name: ExactString) -> ExactString {
        ExactString("room:\(name)")
    }

    /// All sockets of one user.
    package static func user(_ id: Int64) -> ExactString {
        ExactString("user:\(id)")
    }

    /// Operators that watch, in whatever way.
    package static let allWatchers: ExactString = "watch:all"

    /// Operators that watch every event, once.
    package static let watchers: ExactString = "watch"

    /// Operators that watch as an audience.
    package static func watchers(of id: AudienceID) -> ExactString {
        ExactString("watch:\(Self.key(id))")
    }

    /// Operators that watch what an audience does not get.
    package static func watchers(ofDenied id: AudienceID) -> ExactString {
        ExactString("watch:denied:\(Self.key(id))")
    }

    private static func key(_ id: AudienceID) -> String {
        switch id.kind {
        case .role: "role:\(id.id)"
        case .token: "token:\(id.id)"
        }
    }
}
