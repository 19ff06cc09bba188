package import ContentEvents
import JSONText
package import Logging
package import SocketIONIO

/// The namespace `/`: authenticates each socket, puts it into its audience's rooms and answers what it asks.
///
/// A class, because the handlers of every socket hold it.
package final class ClientNamespace: Sendable {
    private let authenticator: Authenticator
    private let members: Members
    private let commands: ClientCommands
    private let rights: RightsWatch
    private let directory: any RightsDirectory
    private let logger: Logger

    package init(
        authenticator: Authenticator,
        members: Members,
        commands: ClientCommands,
        rights: RightsWatch,
        directory: any RightsDirectory,
        logger: Logger
    ) {
        self.authenticator = authenticator
        self.members = members
        self.commands = commands
        self.rights = rights
        self.directory = directory
        self.logger = logger
    }

    /// Answers the sockets of `namespace`; before the server starts.
    package func install(in namespace: SocketIONamespace) {
        namespace.use { socket in
            do throws(AuthenticationRefusal) {
                try await self.admit(socket)
            } catch {
                self.logger.notice(
                    "client refused",
                    metadata: ["code": "\(error.rawValue)", "address": "\(socket.handshake.address)"]
                )
                throw ConnectError(message: error.message, data: Array(#"{"code":"\#(error.rawValue)"}"#.utf8))
            }
        }
        namespace.onConnect { socket in
            socket.forgetAuth()
            let admission = socket.withData { data in
                defer { data = nil }
                return data as? Members.Admission
            }
            guard let admission else { return }
            socket.onDisconnect { reason in
                await self.members.remove(socket.id)
                self.logger.info("client disconnected", metadata: ["socket": "\(socket.id)", "reason": "\(reason)"])
            }
            socket.onAny { await self.answer($0, from: socket) }
            await self.members.add(socket, admission)
            self.logConnection(of: socket, admission.membership.identity)
            // The rights may have changed since the middleware looked.
            await self.rights.review(socket.id)
        }
    }

    /// Decides whom the socket speaks for and joins its first rooms, so that no event is missed after CONNECT.
    private func admit(_ socket: SocketIOSocket) async throws(AuthenticationRefusal) {
        let auth = socket.handshake.auth
        let identity = try await self.authenticator.identity(of: auth)
        var membership = Membership(identity: identity)
        if let subscriptions = try Self.subscriptions(in: auth) {
            let audience = self.directory.rights.audience(identity.audience)
            if case .refused = self.commands.narrow(&membership, to: subscriptions, audience: audience) {
                throw .malformedSubscription
            }
        }
        let admission = self.members.admit(membership)
        socket.withData { $0 = admission }
        await socket.join(Array(membership.rooms))
    }

    private func logConnection(of socket: SocketIOSocket, _ identity: Identity) {
        self.logger.info(
            "client connected",
            metadata: [
                "socket": "\(socket.id)", "address": "\(socket.handshake.address)",
                "audience": "\(self.directory.rights.audience(identity.audience)?.label ?? "-")",
            ]
        )
    }

    private static func subscriptions(in auth: JSONDocument?) throws(AuthenticationRefusal) -> [Subscription]? {
        do throws(ClientCommand.Malformed) {
            return try ClientCommand.subscriptions(in: auth)
        } catch {
            throw .malformedSubscription
        }
    }

    private func answer(_ message: SocketIOMessage, from socket: SocketIOSocket) async {
        let answer: ClientAnswer
        do throws(ClientCommand.Malformed) {
            let command = try ClientCommand(
                event: message.name,
                document: message.document,
                arguments: message.arguments
            )
            guard let command else { return }
            answer = await self.commands.perform(command, for: socket.id)
        } catch {
            answer = .refused(error.message)
        }
        message.acknowledge([answer.json])
    }
}
