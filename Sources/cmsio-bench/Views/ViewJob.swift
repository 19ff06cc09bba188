import ContentModel
import JSONText
import SocketIOProtocol

/// One entry and one audience: from the text of the entry to the frame that goes out.
struct ViewJob: Sendable {
    let event: ExactString
    let data: [UInt8]
    let plan: ViewPlan

    /// - Returns: The size of the frame, so that the work cannot be optimized away.
    func run() throws -> Int {
        let document = try JSONDocument(parsing: self.data)
        let view = try self.plan.view(of: document)
        let packet = SocketPacketText.event(
            self.event,
            arguments: [view.argument],
            namespace: "/",
            ackID: nil,
            attachmentCount: 0
        )
        // Engine.IO's type of a message stands between the head and the packet.
        return WebSocketFrame.header(.text, length: packet.count + 1).count + 1 + packet.count
    }
}
