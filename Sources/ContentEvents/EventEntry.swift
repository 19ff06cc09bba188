import JSONText

/// The entry of an accepted event, from which the view of operators can be made when one asks for it.
///
/// It shows nothing else: the entry itself has fields that nobody may see.
package struct EventEntry: Sendable {
    private let text: [UInt8]
    private let fanOut: FanOut

    init(_ document: JSONDocument, fanOut: FanOut) {
        // Without its tape, which takes more room than the text.
        self.text = document.bytes
        self.fanOut = fanOut
    }

    /// The bytes that it keeps.
    package var byteCount: Int { self.text.count }

    /// The full-access view, made anew with each call; nil if it cannot be made.
    package var fullAccessView: EncodedView? {
        // It was parsed before.
        guard let document = try? JSONDocument(parsing: self.text) else { return nil }
        return self.fanOut.fullAccessView(of: document)
    }
}
