import Foundation

/// Where a command prints: results on standard output, everything it says about them on standard error.
struct Terminal: Sendable {
    let format: OutputFormat
    let isQuiet: Bool
    let isVerbose: Bool
    /// Whether what was sent is told of on standard output: not with `--quiet`, unless JSON was asked for.
    let printsReceipts: Bool
    /// Colours for results, and for talk.
    let resultStyle: TextStyle
    let talkStyle: TextStyle

    init(options: GivenOptions, environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.format = options.output ?? (isatty(STDOUT_FILENO) == 1 ? .pretty : .json)
        self.isQuiet = options.quiet
        self.isVerbose = options.verbose
        self.printsReceipts = !options.quiet || options.output == .json
        self.resultStyle = TextStyle(options.color ?? .auto, for: STDOUT_FILENO, environment: environment)
        self.talkStyle = TextStyle(options.color ?? .auto, for: STDERR_FILENO, environment: environment)
    }

    /// Prints one line, or several, of what was asked for.
    ///
    /// - Throws: ``OutputClosed`` when nobody reads any more, ``CommandFailure`` when the output takes no more.
    func result(_ text: String) throws {
        try Self.print(text)
    }

    /// The same, where nothing depends on the options.
    static func print(_ text: String) throws {
        try self.write(Array((text + "\n").utf8), to: STDOUT_FILENO)
    }

    /// Prints one JSON text as a line.
    func result(json bytes: [UInt8]) throws {
        try Self.write(bytes + [UInt8(ascii: "\n")], to: STDOUT_FILENO)
    }

    /// Prints a text that has its line ends in it.
    func result(bytes: [UInt8]) throws {
        try Self.write(bytes, to: STDOUT_FILENO)
    }

    /// Prints a value as one line of JSON, with its members in a stable order.
    func result(encoding value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try self.result(json: [UInt8](encoder.encode(value)))
    }

    /// Says how things go, unless `--quiet`.
    func say(_ text: String) {
        guard !self.isQuiet else { return }
        Self.tell(text)
    }

    /// Says what may need attention, unless `--quiet`.
    func warn(_ text: String) {
        self.say(self.talkStyle.warning("warning:") + " " + text)
    }

    /// Says what failed, where the work goes on all the same.
    func complain(_ text: String) {
        Self.tell(self.talkStyle.bad("cmsio:") + " " + text)
    }

    /// Writes a line to standard error.
    static func tell(_ text: String, end: String = "\n") {
        // When nobody reads standard error there is nowhere left to say so.
        try? self.write(Array((text + end).utf8), to: STDERR_FILENO)
    }

    /// Writes to a stream of the program, in the console above the line that is edited.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        guard let editor = LineEditor.current else { return try self.writeAll(bytes, to: descriptor) }
        try editor.print(endsLine: bytes.last == UInt8(ascii: "\n")) { try self.writeAll(bytes, to: descriptor) }
    }

    /// Writes everything, however many calls that takes.
    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waiting, 1, -1)
            } else if errno == EPIPE {
                throw OutputClosed()
            } else if errno != EINTR {
                throw CommandFailure(.unreachable, "cannot write the output: \(SystemError.text()).")
            }
        }
    }
}

/// Nobody reads what is printed any more, as after `cmsio listen | head -1`: the end of the work, and no failure.
struct OutputClosed: Error {}

extension Terminal {
    /// The terminal that results go to; nil when they go elsewhere.
    var size: (columns: Int, rows: Int)? { Self.size(of: STDOUT_FILENO) }

    /// The columns of the terminal that results go to; nil when they go elsewhere.
    var width: Int? { self.size?.columns }

    /// The columns of a terminal; nil for what is none. `COLUMNS` counts more than what the terminal says.
    static func columns(of descriptor: Int32) -> Int? { self.size(of: descriptor)?.columns }

    private static func size(of descriptor: Int32) -> (columns: Int, rows: Int)? {
        guard isatty(descriptor) == 1 else { return nil }
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let rows = isKnown ? Int(size.ws_row) : 24
        if let text = getenv("COLUMNS"), let columns = Int(String(cString: text)), columns > 0 {
            return (columns, rows)
        }
        return isKnown ? (Int(size.ws_col), rows) : nil
    }
}
