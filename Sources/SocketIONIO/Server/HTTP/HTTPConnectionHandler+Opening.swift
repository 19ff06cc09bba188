import JSONText
import NIOCore
import NIOHTTP1
import SocketIOProtocol
import Synchronization

/// Requests that open a session, or are refused one.
extension HTTPConnectionHandler {
    /// Has the user's judges decide on a request that would open a session.
    func admit(_ exchange: HTTPExchange, _ transport: EngineTransport, _ accept: String?) {
        guard let endpoint = exchange.endpoint else { return }
        let request = exchange.request(from: self.address, sharingWith: self.loop.lastRequest)
        self.loop.lastRequest = request
        let judges = endpoint.handlers.judges
        guard !judges.isEmpty else { return self.open(endpoint, request, transport, accept) }
        let reply = self.reply
        Task {
            do {
                for judge in judges { try await judge(request) }
            } catch {
                let message = (error as? ConnectError)?.message
                return reply.whileOpen { $0.refuse(.forbidden, saying: message) }
            }
            reply.whileOpen { $0.open(endpoint, request, transport, accept) }
        }
    }

    /// Opens a session and starts it on its transport.
    private func open(
        _ endpoint: EngineIOEndpoint,
        _ request: EngineIORequest,
        _ transport: EngineTransport,
        _ accept: String?
    ) {
        guard let context, let exchange else { return }
        let configuration = self.loop.shared.configuration
        // Stopped while the judges were at work.
        guard !self.loop.shared.isStopping.load(ordering: .relaxed) else {
            return self.answer(self.number, .empty(status: 503))
        }
        guard let revision = exchange.query.revision(allowing3: configuration.allowsEngineIO3) else {
            return self.refuse(.unsupportedVersion)
        }
        let opening = SessionOpening(
            endpoint: endpoint,
            request: request,
            transport: transport,
            revision: revision,
            wantsBase64: exchange.query.wantsBase64
        )
        guard let session = Session.open(on: self.loop, opening) else {
            var refusal = HTTPResponse.serverIsFull
            refusal.isLast = transport == .websocket
            return self.answer(self.number, refusal)
        }
        if let accept {
            let greeting = self.greeting(exchange, accept: accept)
            session.start(on: self.becomeWebSocket(context, greeting, deflates: exchange.deflates(configuration)))
        } else {
            if let cookie = configuration.cookie {
                self.addField("Set-Cookie", cookie.header(value: session.sid.string))
            }
            session.start(on: .polling)
            session.poll(self.reply)
        }
    }

    /// Turns the connection into the WebSocket that a session tries.
    func probe(_ entry: SessionEntry, _ accept: String) {
        guard let context, let exchange else { return }
        let greeting = self.greeting(exchange, accept: accept)
        let deflates = exchange.deflates(self.loop.shared.configuration)
        if entry.eventLoop === self.loop.eventLoop {
            let webSocket = self.becomeWebSocket(context, greeting, deflates: deflates)
            // Performed at once, as the session is on this loop.
            let bound = NIOLoopBound(webSocket, eventLoop: self.loop.eventLoop)
            entry.perform { $0.beginProbe(bound.value) }
        } else {
            ConnectionMove.move(context, to: entry, greeting: greeting, deflates: deflates)
        }
    }

    /// The head of the 101.
    private func greeting(_ exchange: HTTPExchange, accept: String) -> ByteBuffer {
        let deflates = exchange.deflates(self.loop.shared.configuration)
        var response = HTTPResponse.switchingProtocols(accept: accept, deflates: deflates)
        self.finishFields(of: &response, exchange)
        return response.wholeHead
    }

    private func becomeWebSocket(
        _ context: ChannelHandlerContext,
        _ greeting: ByteBuffer,
        deflates: Bool
    ) -> WebSocketHandler {
        WebSocketHandler.take(over: context, from: self, greeting: greeting, loop: self.loop, deflates: deflates)
    }

    /// Refuses the request for the reason given, and tells the user.
    func refuse(_ refusal: EngineRefusal, saying message: String? = nil) {
        guard let exchange else { return }
        let handlers = exchange.endpoint?.handlers.connectionError ?? []
        if !handlers.isEmpty {
            let error = EngineIOConnectionError(
                code: refusal.rawValue,
                message: message ?? refusal.message,
                context: exchange.query.context(
                    of: refusal,
                    method: exchange.head.method.rawValue,
                    origin: exchange.headers["Origin"]
                ),
                request: exchange.request(from: self.address)
            )
            for handler in handlers { handler(error) }
        }
        let isUpgrade = exchange.isUpgrade
        self.answer(
            self.number,
            isUpgrade ? .upgradeRefusal(refusal, saying: message) : .refusal(refusal, saying: message)
        )
    }
}
