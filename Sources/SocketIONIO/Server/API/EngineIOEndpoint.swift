/// A path at which a server speaks Engine.IO.
///
/// Requests there are judged, and sessions kept, independently of every other path.
public final class EngineIOEndpoint: Sendable {
    /// Greets a client of a bare Engine.IO path.
    public typealias ConnectHandler = @Sendable (EngineIOSocket) async -> Void

    /// Without a slash at its end.
    public let path: String

    /// Makes the layer above a session, on the session's event loop.
    private let layer: @Sendable (ServerLoop) -> any SessionLayer

    init(path: String, layer: @escaping @Sendable (ServerLoop) -> any SessionLayer) {
        self.path = path.trimmingSlashes
        self.layer = layer
    }

    func makeLayer(on loop: ServerLoop) -> any SessionLayer { self.layer(loop) }

    /// Whether a request's path is this one: with its slash, as the reference server demands.
    func matches(_ path: String) -> Bool {
        path.utf8.starts(with: self.path.utf8) && path.utf8.dropFirst(self.path.utf8.count).first == UInt8(ascii: "/")
    }
}

extension String {
    /// Without slashes at the end.
    fileprivate var trimmingSlashes: String {
        var rest = self[...]
        while rest.last == "/" { rest.removeLast() }
        return String(rest)
    }
}
