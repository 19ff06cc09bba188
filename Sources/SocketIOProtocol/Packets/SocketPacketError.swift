package import JSONText

/// Why what a peer sent is no Socket.IO packet. Whoever gets one closes the connection.
package enum SocketPacketError: Error, Equatable, CustomStringConvertible {
    case empty
    case unknownType(UInt8)
    case illegalAttachmentCount
    case tooManyAttachments(limit: Int)
    case namespaceNotUTF8
    case ackIDTooLong
    case missingAckID
    case notJSON(JSONError)
    case missingPayload(SocketPacketKind)
    case wrongPayload(SocketPacketKind)
    case reservedEventName(ExactString)
    case placeholderOutOfRange
    case binaryNotDue
    case textWhileBinaryDue

    package var description: String {
        switch self {
        case .empty: "a Socket.IO packet is empty; it needs at least its type"
        case .unknownType(let byte): "a Socket.IO packet starts with byte \(byte); its type is a digit from 0 to 6"
        case .illegalAttachmentCount: "a binary packet needs its number of attachments and '-' after its type"
        case .tooManyAttachments(let limit): "a binary packet announces more than \(limit) attachments"
        case .namespaceNotUTF8: "a namespace is not UTF-8"
        case .ackIDTooLong: "an acknowledgement id has more than \(AckID.maxDigits) digits"
        case .missingAckID: "an acknowledgement has no id"
        case .notJSON(let error): "a packet's payload is not JSON: \(error)"
        case .missingPayload(let kind): "a packet of kind \(kind) has no payload; it needs an array"
        case .wrongPayload(let kind): "a packet of kind \(kind) has a payload of the wrong type"
        case .reservedEventName(let name): "'\(name)' is a reserved name, so no event can have it"
        case .placeholderOutOfRange: "a placeholder names an attachment that was not announced"
        case .binaryNotDue: "a binary message came that no packet announced"
        case .textWhileBinaryDue: "a text packet came while attachments were due"
        }
    }
}
