package import ContentEvents
import JSONText

/// What an operator watches.
package enum Watcher: Hashable, Sendable {
    /// Every event once, in the full-access view.
    case everything
    /// What an audience gets.
    case audience(AudienceID)
    /// What an audience does not get.
    case denied(AudienceID)

    /// The rooms of `/operator` in which it waits.
    var rooms: [ExactString] {
        switch self {
        case .everything: [Room.allWatchers, Room.watchers]
        case .audience(let id): [Room.allWatchers, Room.watchers(of: id)]
        case .denied(let id): [Room.watchers(ofDenied: id)]
        }
    }
}
