@preconcurrency import CReadline
import Foundation
import Synchronization

/// GNU readline, by its callback interface: the only place that calls it.
///
/// Readline is one for the whole process and not made for threads. All of this is called by the thread of one
/// ``LineEditor``, which owns it from ``begin(completing:)`` on. Its callbacks carry no context, so what they reach is kept
/// here, under locks that are never contended.
enum Readline {
    private static let finished = Mutex<LineEditor.Input?>(nil)
    private static let completer = Mutex<LineEditor.Completer?>(nil)

    /// Sets readline up; once.
    static func begin(completing complete: @escaping LineEditor.Completer) {
        Self.completer.withLock { $0 = complete }
        rl_readline_name = UnsafePointer(strdup("cmsio"))
        // Signals are the console's: readline's handlers would end the program, or leave the line as it was.
        rl_catch_signals = 0
        rl_catch_sigwinch = 0
        rl_initialize()
        // Lines that are pasted together are commands one by one.
        rl_variable_bind("enable-bracketed-paste", "off")
        // A question or a pager would wait for a key inside readline, and hold up what is printed meanwhile.
        rl_completion_query_items = -1
        rl_variable_bind("page-completions", "off")
        rl_basic_word_break_characters = UnsafePointer(strdup(" \t\n"))
        rl_completer_word_break_characters = UnsafePointer(strdup(" \t\n"))
        rl_completer_quote_characters = UnsafePointer(strdup("'\""))
        rl_attempted_completion_function = { text, start, end in Readline.matches(text, end: end) }
        stifle_history(Int32(HistoryFile.most))
    }

    /// Shows the prompt and takes over the terminal, until a line is finished or ``stop()``.
    static func start(prompt: String) {
        rl_callback_handler_install(prompt) { line in
            // At once, or readline shows the next prompt: the terminal belongs to the command that the line is.
            rl_callback_handler_remove()
            guard let line else { return Readline.finished.withLock { $0 = .end } }
            let text = String(cString: line)
            free(line)
            Readline.finished.withLock { $0 = .line(text) }
        }
    }

    /// Gives the terminal back.
    static func stop() { rl_callback_handler_remove() }

    /// Reads what was typed.
    ///
    /// - Returns: The line, once it is finished.
    static func read() -> LineEditor.Input? {
        rl_callback_read_char()
        return Self.finished.withLock { finished in
            defer { finished = nil }
            return finished
        }
    }

    /// Takes the line being edited off the screen, and leaves the cursor where it began.
    static func hide() {
        rl_clear_visible_line()
        // What is printed next does not go through readline's stream.
        fflush(rl_outstream)
    }

    /// Shows it again where the cursor is, with the cursor in it as before.
    ///
    /// - Parameter onNewLine: Whether something else stands before it.
    static func show(onNewLine: Bool = false) {
        if onNewLine { rl_crlf() }
        rl_forced_update_display()
    }

    static func change(prompt: String) { rl_set_prompt(prompt) }

    /// Leaves the line as it is on the screen, and everything that was begun in it, such as a search.
    static func giveUp() {
        rl_free_line_state()
        rl_callback_sigcleanup()
        rl_callback_handler_remove()
        fputs("^C\n", rl_outstream)
        fflush(rl_outstream)
    }

    /// The window has another size.
    static func resize() { rl_resize_terminal() }

    /// The program was stopped and goes on: the shell has set up the terminal for itself.
    static func takeTerminalAgain() {
        rl_prep_terminal(1)
        rl_forced_update_display()
    }

    static func remember(_ line: String) { add_history(line) }

    /// Readline's question what the word before the cursor may become.
    ///
    /// - Returns: What all have in common, then all, then nil; readline frees it.
    private static func matches(
        _ text: UnsafePointer<CChar>?,
        end: Int32
    ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
        guard let text, let buffer = rl_line_buffer, let complete = Self.completer.withLock({ $0 }) else { return nil }
        let line = UnsafeRawBufferPointer(start: buffer, count: Int(end))
        let completion = complete(String(decoding: line, as: UTF8.self))
        // Otherwise readline offers files.
        rl_attempted_completion_over = completion.isFile ? 0 : 1
        let words = completion.replacements(for: String(cString: text))
        guard let common = Completion.commonStart(of: words) else { return nil }
        if words.count == 1, common.hasSuffix("=") || common.hasSuffix(":") { rl_completion_suppress_append = 1 }
        let answer = words.count == 1 ? words : [common] + words
        let size = (answer.count + 1) * MemoryLayout<UnsafeMutablePointer<CChar>?>.stride
        guard let memory = malloc(size) else { return nil }
        let list = memory.bindMemory(to: UnsafeMutablePointer<CChar>?.self, capacity: answer.count + 1)
        for (index, word) in answer.enumerated() { list[index] = strdup(word) }
        list[answer.count] = nil
        return list
    }
}
