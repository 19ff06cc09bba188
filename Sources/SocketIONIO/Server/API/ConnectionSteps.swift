/// What a namespace, or the parent of several, does with clients that want to join, and hears of them.
struct ConnectionSteps: Sendable {
    var middleware: [SocketIONamespace.Middleware] = []
    var connectHandlers: [SocketIONamespace.ConnectHandler] = []
    var errorHandlers: [SocketIONamespace.ErrorHandler] = []

    /// Those of a parent come first.
    static func + (parent: ConnectionSteps, own: ConnectionSteps) -> ConnectionSteps {
        ConnectionSteps(
            middleware: parent.middleware + own.middleware,
            connectHandlers: parent.connectHandlers + own.connectHandlers,
            errorHandlers: parent.errorHandlers + own.errorHandlers
        )
    }
}
