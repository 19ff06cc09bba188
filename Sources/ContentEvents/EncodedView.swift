package import JSONText

/// An event as sockets get it: a name and one argument, ready to be sent.
///
/// Delivery takes nothing else. Of an entry only the fan-out makes one, from a sanitized view; the one other door is
/// `init(unsanitized:)`, which belongs to `raw` and is not open to other rooms.
package struct EncodedView: Sendable, Equatable {
    package let name: ExactString
    /// A JSON text.
    package let argument: [UInt8]

    init(name: ExactString, unsanitized argument: [UInt8]) {
        self.name = name
        self.argument = argument
    }
}
