/// A way to carry packets, by its name in a request's query.
package enum EngineTransport: String, Hashable, Sendable {
    case polling, websocket
}
