package import ContentEvents
package import SocketIONIO

/// What a ``ContentServer`` is told once, at the start.
package struct ContentServerConfiguration: Sendable {
    package var socketIO: SocketIOServerConfiguration
    package var operatorKey: OperatorKey
    package var jwt: JWTRules
    package var policy: EmitPolicy
    /// What operators are told that the program is.
    package var version: String
    /// How much is kept for operators that ask what was before.
    package var recentEvents = RecentEvents.Limits()
    /// Nil where Strapi may send no webhooks; their route is not there then.
    package var webhooks: WebhookConfiguration?

    package init(
        socketIO: SocketIOServerConfiguration,
        operatorKey: OperatorKey,
        jwt: JWTRules,
        policy: EmitPolicy,
        version: String
    ) {
        self.socketIO = socketIO
        self.operatorKey = operatorKey
        self.jwt = jwt
        self.policy = policy
        self.version = version
    }
}
