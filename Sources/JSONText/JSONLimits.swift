/// What a text may cost before it is refused.
public struct JSONLimits: Sendable, Equatable {
    /// The most bytes in a text; 16 MiB by default, and never more than 4 GiB - 2 whatever is asked.
    public var maxBytes: Int

    /// The most arrays and objects open at once; 256 by default. A text of one number has depth 0.
    public var maxDepth: Int

    /// - Parameters:
    ///   - maxBytes: See ``maxBytes``; 0 or less refuses every text.
    ///   - maxDepth: See ``maxDepth``; 0 or less refuses every array and object.
    public init(maxBytes: Int = 16 << 20, maxDepth: Int = 256) {
        self.maxBytes = maxBytes
        self.maxDepth = maxDepth
    }

    /// The limit in force: places in a text are kept in 32 bits.
    var effectiveMaxBytes: Int { min(max(self.maxBytes, 0), Int(UInt32.max) - 1) }
}
