import SocketIONIO

extension SocketIOServer {
    /// What the suites ask for, and the tests that go beyond them: namespaces of Socket.IO, and an echo of Engine.IO.
    func serveSuites() {
        self.engine("/engine.io") { socket in socket.onMessage { socket.send($0) } }
        for name in ["/", "/custom"] as [ExactString] {
            let namespace = self.namespace(name)
            namespace.onConnect { socket in
                socket.sendAuth()
                socket.on("message") { socket.emit($0.event(named: "message-back")) }
                socket.on("message-with-ack") { $0.acknowledge($0.argumentTexts, attachments: $0.attachments) }
                socket.on("emit-later") { namespace.emitLater($0) }
                socket.on("emit-with-ack") { await socket.emitWithAck($0) }
                socket.on("leave") { _ in socket.disconnect() }
            }
        }
        self.namespace("/denied").use { throw ConnectError(notAuthorized: $0.handshake) }
    }
}

extension SocketIOSocket {
    /// Sends back what the client sent with its CONNECT.
    fileprivate func sendAuth() {
        self.emit(SocketIOEvent("auth", arguments: [self.handshake.auth?.bytes ?? Array("{}".utf8)]))
    }

    /// How long the reply to an `emit-with-ack` may take.
    private static let ackTime = Duration.seconds(10)

    /// Sends the client what an `emit-with-ack` asks for, `[event, args…]`, and its reply back as the event `ack-back`.
    fileprivate func emitWithAck(_ message: SocketIOMessage) async {
        guard let first = message.arguments.first, let name = message.document.exactString(first),
            !SocketIOEvent.isReserved(name)
        else { return }
        let event = SocketIOEvent(
            name,
            arguments: Array(message.argumentTexts.dropFirst()),
            attachments: message.attachments
        )
        // Without a reply there is nothing to send back, and the client waits in vain, as it should.
        guard let reply = try? await self.emitWithAck(event, timeout: Self.ackTime) else { return }
        let texts = reply.arguments.map(reply.document.text)
        self.emit(SocketIOEvent("ack-back", arguments: texts, attachments: reply.attachments))
    }
}

extension SocketIONamespace {
    /// The longest delay of an `emit-later`.
    private static let maxDelay = 60_000

    /// Broadcasts what an `emit-later` asks for: ms, event, args…, as arguments or as one array. One that asks for anything
    /// else is ignored.
    fileprivate func emitLater(_ message: SocketIOMessage) {
        let document = message.document
        var items = message.arguments
        if items.count == 1, document.kind(items[0]) == .array { items = Array(document.elements(items[0])) }
        guard items.count >= 2, message.attachments.isEmpty,
            let delay = document.integer(items[0]), 0...Self.maxDelay ~= delay,
            let name = document.exactString(items[1]), !SocketIOEvent.isReserved(name)
        else { return }
        let event = SocketIOEvent(name, arguments: items.dropFirst(2).map(document.text))
        Task {
            try await Task.sleep(for: .milliseconds(delay))
            self.emit(event)
        }
    }
}

extension SocketIOMessage {
    /// The arguments as they were sent.
    fileprivate var argumentTexts: [[UInt8]] { self.arguments.map(self.document.text) }

    /// The same arguments under another name.
    fileprivate func event(named name: ExactString) -> SocketIOEvent {
        SocketIOEvent(name, arguments: self.argumentTexts, attachments: self.attachments)
    }
}

extension ConnectError {
    /// `{code: 401, token}` with the token that the client sent, if any.
    fileprivate init(notAuthorized handshake: SocketIOHandshake) {
        var data = JSONWriter()
        data.beginObject()
        data.key("code")
        data.integer(401)
        if let auth = handshake.auth, let token = auth.value("token", in: auth.root) {
            data.key("token")
            data.raw(auth.text(token))
        }
        data.endObject()
        self.init(message: "not authorized", data: data.bytes)
    }
}
