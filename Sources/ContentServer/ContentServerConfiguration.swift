package import ContentEvents
package import SocketIONIO

/// What a ``ContentServer`` is told once, at the start.
package struct ContentServerConfiguration: Sendable {
    package var socketIO: SocketIOServerConfiguration
    package var operatorKey: OperatorKey
    /// The secret that users' JWTs are signed with.
    package var jwtSecret: String
    package var policy: EmitPolicy
    /// What operators are told that the program is.
    package var version: String

    package init(
        socketIO: SocketIOServerConfiguration,
        operatorKey: OperatorKey,
        jwtSecret: String,
        policy: EmitPolicy,
        version: String
    ) {
        self.socketIO = socketIO
        self.operatorKey = operatorKey
        self.jwtSecret = jwtSecret
        self.policy = policy
        self.version = version
    }
}
