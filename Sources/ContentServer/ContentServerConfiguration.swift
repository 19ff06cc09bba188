package import ContentEvents
package import SocketIONIO

/// What a ``ContentServer`` is told once, at the start.
package struct ContentServerConfiguration: Sendable {
    package var socketIO: SocketIOServerConfiguration
    package var operatorKey: OperatorKey
    /// The secret that users' JWTs are signed with.
    package var jwtSecret: String
    package var policy: EmitPolicy
    /// Nil where Strapi may send no webhooks; their route is not there then.
    package var webhooks: WebhookConfiguration?

    package init(
        socketIO: SocketIOServerConfiguration,
        operatorKey: OperatorKey,
        jwtSecret: String,
        policy: EmitPolicy
    ) {
        self.socketIO = socketIO
        self.operatorKey = operatorKey
        self.jwtSecret = jwtSecret
        self.policy = policy
    }
}
