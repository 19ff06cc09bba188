import CLinux
import Foundation

/// The side of a pseudo-terminal that stands for screen and keyboard; closed with the last reference to it.
final class TerminalDescriptor: Sendable {
    private let descriptor: Int32
    /// The program that runs on the terminal.
    let pid: pid_t

    /// Starts a program in a session of its own, whose terminal this is.
    ///
    /// - Parameters:
    ///   - command: A program by its path, and its arguments.
    ///   - path: The folder to run it in.
    init(running command: [String], at path: String, environment: [String: String], columns: Int, rows: Int) throws {
        let arguments = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var size = Self.size(columns, rows)
        var descriptor: Int32 = -1
        self.pid = spawn_on_terminal(&descriptor, &size, path, command[0], arguments, variables)
        self.descriptor = descriptor
        guard self.pid > 0 else {
            throw ProgramProblem(description: "cannot start '\(command[0])': \(String(cString: strerror(errno)))")
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        close(self.descriptor)
    }

    /// - Returns: What came next; nothing once every program on the terminal has ended.
    func read() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 4096)
        var count: Int
        repeat { count = Foundation.read(self.descriptor, &bytes, bytes.count) } while count < 0 && errno == EINTR
        return Array(bytes.prefix(max(0, count)))
    }

    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(self.descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }  // The program has ended.
            rest = rest.dropFirst(count)
        }
    }

    func resize(columns: Int, rows: Int) {
        var size = Self.size(columns, rows)
        _ = ioctl(self.descriptor, UInt(TIOCSWINSZ), &size)
    }

    private static func size(_ columns: Int, _ rows: Int) -> winsize {
        winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    }
}
