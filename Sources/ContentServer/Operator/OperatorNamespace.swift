package import ContentEvents
import Foundation
package import JSONText
package import Logging
package import SocketIONIO

/// The namespace `/operator`: the verbs, the rights and a view of every event, for whoever holds the operator key.
///
/// Source: DESIGN section 3, "operators".
package struct OperatorNamespace: Sendable {
    package static let name: ExactString = "/operator"

    private let key: OperatorKey
    private let verbs: OperatorVerbs
    private let chains: EmitChains
    private let administration: any RightsAdministration
    private let watches: OperatorWatches
    private let tokens: TokenMint
    private let recipients: RecipientQuestion
    private let console: ConsoleRequests
    private let logger: Logger

    package init(
        key: OperatorKey,
        verbs: OperatorVerbs,
        administration: any RightsAdministration,
        watches: OperatorWatches,
        tokens: TokenMint,
        recipients: RecipientQuestion,
        console: ConsoleRequests,
        logger: Logger
    ) {
        self.key = key
        self.verbs = verbs
        self.chains = EmitChains(verbs: verbs)
        self.administration = administration
        self.watches = watches
        self.tokens = tokens
        self.recipients = recipients
        self.console = console
        self.logger = logger
    }

    /// Answers the sockets of `namespace`; before the server starts.
    package func install(in namespace: SocketIONamespace) {
        namespace.use { socket in
            let auth = socket.handshake.auth
            let presented = auth.flatMap { auth in auth.value("key", in: auth.root).flatMap(auth.string) }
            guard let presented, self.key.matches(presented) else {
                self.logger.warning("operator key refused", metadata: ["address": "\(socket.handshake.address)"])
                throw ConnectError(message: "operator key refused", data: Array(#"{"code":77}"#.utf8))
            }
        }
        namespace.onConnect { socket in
            socket.onAny { message in
                message.acknowledge([await self.answer(message, from: socket).json])
            }
        }
    }

    private func answer(_ message: SocketIOMessage, from socket: SocketIOSocket) async -> OperatorAnswer {
        do {
            return try await self.perform(message, from: socket)
        } catch let error as EmitError {
            return .failure(code: error.kind.rawValue, message: error.message)
        } catch let error as RightsError {
            return .failure(code: error.kind.rawValue, message: error.message)
        } catch {
            self.logger.error(
                "an operator's request failed",
                metadata: ["event": "\(message.name)", "error": "\(error)"]
            )
            return .failure(code: 70, message: "the server failed at '\(message.name)'; its log says more")
        }
    }

    private func perform(_ message: SocketIOMessage, from socket: SocketIOSocket) async throws -> OperatorAnswer {
        switch message.name {
        case "emit":
            let receipt = try await self.verbs.emit(try message.request, data: message.json(at: 1))
            return try .success("receipt", receipt)
        case "emit-next":
            let data = message.json(at: 1)
            return try .success("receipt", try await self.chains.emit(try message.request, data: data, from: socket))
        case "raw":
            let receipt = try await self.verbs.raw(try message.request, data: message.json(at: 1))
            return try .success("receipt", receipt)
        case "preview":
            let preview = try await self.verbs.preview(try message.request, data: message.json(at: 1))
            return .success(member: "preview", json: try preview.json())
        case "watch":
            return try await self.watches.watch(try message.request, from: socket)
        case "recent":
            return try await self.watches.recent(try message.request)
        case "perms":
            let answer = try await self.administration.perform(try message.decode(RightsCommand.self))
            return try .success("answer", answer)
        case "who":
            return try await self.recipients.answer(try message.request)
        case "mint":
            let request = try message.request
            try request.allow(["user", "expiresIn"])
            let token = try await self.tokens.mint(
                user: try request.name("user"),
                lifetime: try request.optionalInteger("expiresIn")
            )
            return try .success("token", token)
        case let name where ConsoleRequests.names.contains(name):
            return try await self.console.perform(name, try message.request)
        default:
            let others = ConsoleRequests.names.map(\.string).joined(separator: ", ")
            throw EmitError(
                .usage,
                "operators may send emit, raw, preview, watch, recent, perms, who, mint, \(others), not '\(message.name)'"
            )
        }
    }
}

extension SocketIOMessage {
    fileprivate var request: OperatorRequest {
        get throws(EmitError) {
            guard let first = self.arguments.first else {
                throw EmitError(.usage, "'\(self.name)' needs its request, a JSON object, as first argument")
            }
            return try OperatorRequest(self.document, at: first)
        }
    }

    /// The argument as written; nil when there are fewer.
    fileprivate func json(at index: Int) -> [UInt8]? {
        self.arguments.indices.contains(index) ? self.document.text(self.arguments[index]) : nil
    }

    fileprivate func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(self.json(at: 0) ?? []))
        } catch {
            // What JSONDecoder says names Swift types, which help nobody who wrote the request.
            throw EmitError(.usage, "'\(self.name)' got a request that it does not know")
        }
    }
}
