import Foundation
import Testing

@Suite("The terminal that tests run programs on")
struct PseudoTerminalTests {
    @Test("gives a program a keyboard, a screen, a size, and its end")
    func shell() async throws {
        let folder = try TestFolder()
        let terminal = try PseudoTerminal(
            ["/bin/sh", "-c", "stty size; read line; echo \"got $line\"; tty >/dev/null && exit 7"],
            at: folder.path,
            columns: 40,
            rows: 10
        )
        try await terminal.wait(for: "10 40")
        terminal.send("hello\r")
        #expect(try await terminal.end() == 7)
        #expect(terminal.screen.text == "10 40\nhello\ngot hello")
    }

    @Test("tells a program that its size changed, and sends Ctrl-C as a signal")
    func control() async throws {
        let folder = try TestFolder()
        let script = "trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done"
        let terminal = try PseudoTerminal(["/bin/bash", "-c", script], at: folder.path)
        try await terminal.wait(for: "ready")
        terminal.resize(columns: 50, rows: 12)
        try await terminal.wait(for: "12 50")
        terminal.send("\u{03}")
        #expect(try await terminal.end() == -SIGINT)
    }

    @Test(
        "shows what a terminal would",
        arguments: [
            ("one\r\ntwo", "one\ntwo"), ("abc\rX", "Xbc"), ("abc\u{8}\u{8}X", "aXc"), ("\u{1B}[31mred\u{1B}[0m", "red"),
            ("abc\r\u{1B}[Kx", "x"), ("abc\u{1B}[2D\u{1B}[P", "ac"), ("ac\u{1B}[D\u{1B}[@b", "abc"),
            ("1\r\n2\u{1B}[A\rX", "X\n2"), ("1\r\n2\r\n3\u{1B}[2;1H\u{1B}[J", "1"), ("x\u{1B}]0;title\u{07}y", "xy"),
            ("0123456789a", "0123456789\na"), ("0123456789\rX", "X123456789"), ("日本語日本語", "日本語日本\n語"),
            ("e\u{301}x\r\u{1B}[Cy", "e\u{301}y"), ("1\r\n2\r\n3\r\n4\r\n5", "2\n3\n4\n5"),
        ]
    )
    func screen(input: String, shown: String) {
        var screen = TerminalScreen(columns: 10, rows: 4)
        for byte in input.utf8 { screen.receive([byte]) }
        #expect(screen.text == shown)
    }
}
