package import ContentEvents
package import SocketIONIO

/// What a ``ContentServer`` is told once, at the start.
package struct ContentServerConfiguration: Sendable {
    package var socketIO: SocketIOServerConfiguration
    package var operatorKey: OperatorKey
    package var jwt: JWTRules
    package var policy: EmitPolicy

    package init(
        socketIO: SocketIOServerConfiguration,
        operatorKey: OperatorKey,
        jwt: JWTRules,
        policy: EmitPolicy
    ) {
        self.socketIO = socketIO
        self.operatorKey = operatorKey
        self.jwt = jwt
        self.policy = policy
    }
}
