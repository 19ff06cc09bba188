public import JSONText

/// Which sockets of a namespace are meant: those in any of some rooms, without those in any of others.
///
/// A socket's id is a room with it alone.
public struct SocketSelection: Sendable, Hashable {
    /// None means everyone.
    public private(set) var rooms: [ExactString]
    /// Who is in one of these is not meant.
    public private(set) var except: [ExactString]

    /// Makes a selection; no rooms mean everyone.
    public init(rooms: [ExactString] = [], except: [ExactString] = []) {
        self.rooms = rooms
        self.except = except
    }

    /// Everyone in the namespace.
    public static let everyone = SocketSelection()

    /// Adds rooms that are not named yet.
    mutating func add(rooms: [ExactString]) { Self.add(rooms, to: &self.rooms) }

    /// Adds exceptions that are not named yet.
    mutating func add(except rooms: [ExactString]) { Self.add(rooms, to: &self.except) }

    private static func add(_ new: [ExactString], to list: inout [ExactString]) {
        var known = Set(list)
        list.append(contentsOf: new.filter { known.insert($0).inserted })
    }
}

/// How an event is sent.
public struct SendOptions: Sendable, Hashable {
    /// Whether it is dropped for clients that cannot take it at once, instead of waiting for them.
    public var isVolatile: Bool
    /// Whether a transport that compresses may compress it.
    public var isCompressed: Bool

    /// Makes options; by default those of a plain event.
    public init(isVolatile: Bool = false, isCompressed: Bool = true) {
        self.isVolatile = isVolatile
        self.isCompressed = isCompressed
    }
}
