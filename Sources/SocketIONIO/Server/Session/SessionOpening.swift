import SocketIOProtocol

/// What a new session is made of.
struct SessionOpening {
    let endpoint: EngineIOEndpoint
    let request: EngineIORequest
    let transport: EngineTransport
    let revision: EngineRevision
    let wantsBase64: Bool
}
