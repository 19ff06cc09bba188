extension SocketIOSocket {
    /// What carries the socket now: polling until an upgrade is done. `nil` once it left.
    public var transport: SocketIOServerConfiguration.Transport? {
        get async { await self.onLoop(\.transport) }
    }
}

extension SocketIONamespace {
    /// How many of this server's sockets each transport carries.
    public func socketCountByTransport() async -> [SocketIOServerConfiguration.Transport: Int] {
        let transports = await self.collect { $0.members(.everyone).compactMap(\.transport) }
        return Dictionary(transports.map { ($0, 1) }, uniquingKeysWith: +)
    }
}

extension Member {
    fileprivate var transport: SocketIOServerConfiguration.Transport? {
        self.session.map { $0.webSocket == nil ? .polling : .websocket }
    }
}
