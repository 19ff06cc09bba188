import JSONText

/// The parts of a packet's text: `<type>[<attachments>-][<namespace>,][<ack id>][JSON]`.
struct SocketPacketHead {
    let kind: SocketPacketKind
    /// `nil` for packets of the kinds without attachments, whose placeholders mean nothing.
    let attachmentCount: Int?
    let namespace: ExactString
    let ackID: AckID?
    /// The rest of the text; empty when there is no payload.
    let payload: ArraySlice<UInt8>

    init(text: ArraySlice<UInt8>, maxAttachments: Int) throws(SocketPacketError) {
        guard let type = text.first else { throw .empty }
        var rest = text.dropFirst()
        var attachmentCount: Int?
        switch type {
        case UInt8(ascii: "0"): self.kind = .connect
        case UInt8(ascii: "1"): self.kind = .disconnect
        case UInt8(ascii: "2"): self.kind = .event
        case UInt8(ascii: "3"): self.kind = .ack
        case UInt8(ascii: "4"): self.kind = .connectError
        case UInt8(ascii: "5"), UInt8(ascii: "6"):
            self.kind = type == UInt8(ascii: "5") ? .event : .ack
            attachmentCount = try Self.takeAttachmentCount(from: &rest, limit: maxAttachments)
        default: throw .unknownType(type)
        }
        self.attachmentCount = attachmentCount
        self.namespace = try Self.takeNamespace(from: &rest)
        self.ackID = try Self.takeAckID(from: &rest)
        self.payload = rest
    }

    private static func takeAttachmentCount(
        from rest: inout ArraySlice<UInt8>,
        limit: Int
    ) throws(SocketPacketError) -> Int {
        let digits = Self.takeDigits(from: &rest)
        guard !digits.isEmpty, rest.first == UInt8(ascii: "-") else { throw .illegalAttachmentCount }
        rest.removeFirst()
        var count = 0
        for digit in digits {
            count = count * 10 + Int(digit - UInt8(ascii: "0"))
            guard count <= limit else { throw .tooManyAttachments(limit: limit) }
        }
        return count
    }

    private static func takeNamespace(from rest: inout ArraySlice<UInt8>) throws(SocketPacketError) -> ExactString {
        guard rest.first == UInt8(ascii: "/") else { return "/" }
        let end = rest.firstIndex(of: UInt8(ascii: ",")) ?? rest.endIndex
        guard let name = String(validating: rest[..<end], as: UTF8.self) else { throw .namespaceNotUTF8 }
        rest = rest[end...].dropFirst()
        return ExactString(name)
    }

    private static func takeAckID(from rest: inout ArraySlice<UInt8>) throws(SocketPacketError) -> AckID? {
        let digits = Self.takeDigits(from: &rest)
        guard !digits.isEmpty else { return nil }
        guard let id = AckID(digits: digits) else { throw .ackIDTooLong }
        return id
    }

    private static func takeDigits(from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        rest = rest[digits.endIndex...]
        return digits
    }
}

extension SocketPacketHead {
    /// The packet with its payload checked for its kind, and without attachments yet.
    func packet(limits: JSONLimits) throws(SocketPacketError) -> SocketPacket {
        let document = try self.document(limits: limits)
        switch self.kind {
        case .connect:
            if let document, document.kind(document.root) != .object { throw .wrongPayload(self.kind) }
            return .connect(namespace: self.namespace, auth: document)
        case .disconnect:
            guard document == nil else { throw .wrongPayload(self.kind) }
            return .disconnect(namespace: self.namespace)
        case .event:
            let array = try self.array(document)
            return .event(
                ReceivedEvent(
                    namespace: self.namespace,
                    name: try self.eventName(array),
                    ackID: self.ackID,
                    document: array
                )
            )
        case .ack:
            let array = try self.array(document)
            guard let id = self.ackID else { throw .missingAckID }
            return .ack(ReceivedAck(namespace: self.namespace, id: id, document: array))
        case .connectError:
            if let document {
                let kind = document.kind(document.root)
                guard kind == .object || kind == .string else { throw .wrongPayload(self.kind) }
            }
            return .connectError(namespace: self.namespace, payload: document)
        }
    }

    private func document(limits: JSONLimits) throws(SocketPacketError) -> JSONDocument? {
        guard !self.payload.isEmpty else { return nil }
        do {
            return try JSONDocument(parsing: Array(self.payload), limits: limits)
        } catch {
            throw .notJSON(error)
        }
    }

    private func array(_ document: JSONDocument?) throws(SocketPacketError) -> JSONDocument {
        guard let document else { throw .missingPayload(self.kind) }
        guard document.kind(document.root) == .array else { throw .wrongPayload(self.kind) }
        if let attachmentCount, !document.placeholders(in: document.root, areBelow: attachmentCount) {
            throw .placeholderOutOfRange
        }
        return document
    }

    private func eventName(_ array: JSONDocument) throws(SocketPacketError) -> ExactString {
        guard let first = array.elements(array.root).first(where: { _ in true }) else { throw .wrongPayload(self.kind) }
        switch array.kind(first) {
        case .string:
            guard let name = array.exactString(first) else { throw .wrongPayload(self.kind) }
            guard !ReservedEvent.names.contains(name) else { throw .reservedEventName(name) }
            return name
        case .number:
            return ExactString(String(decoding: array.text(first), as: UTF8.self))
        case .object, .array, .bool, .null:
            throw .wrongPayload(self.kind)
        }
    }
}
