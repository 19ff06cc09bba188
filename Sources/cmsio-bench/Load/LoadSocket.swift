#if os(Linux)
    /// One receiver, or the socket that triggers.
    struct LoadSocket {
        enum State {
            case connecting
            case upgrading
            /// Upgraded; the server speaks first.
            case opening
            case joining
            case joined
        }

        let descriptor: Int32
        /// The packet that joins.
        let join: [UInt8]
        /// Whether it triggers, so that what it gets is not counted.
        let isTrigger: Bool
        var state = State.connecting
        /// How many events it got.
        var seen = 0
        /// The beginning of a frame, or of the answer to the upgrade, whose end has not come yet.
        var rest: [UInt8] = []
    }
#endif
