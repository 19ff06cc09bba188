import Dispatch
import Foundation
import Synchronization

/// The line at the bottom of the console, edited with readline, and everything that is printed above it.
///
/// One thread of its own owns readline and the terminal: it waits for keys and for orders, which come through a pipe that
/// wakes it. Whoever prints waits until it is printed, so that what waits cannot grow.
final class LineEditor: Sendable {
    /// What was typed.
    enum Input: Sendable, Equatable {
        case line(String)
        /// Ctrl-D, or the terminal is gone.
        case end
    }

    /// Says what a line, to where the cursor is, can become. Called on the editor's thread: must not wait for long.
    typealias Completer = @Sendable (String) -> Completion

    /// The editor of the console that the task's command was typed into; nil in a program that is one command.
    @TaskLocal static var current: LineEditor?

    private enum Order: Sendable {
        case edit(CheckedContinuation<Input, Never>)
        case print(endsLine: Bool, @Sendable () -> Void)
        case prompt(String)
        case remember(String)
        case clear
        case resize
        case resume
        case end
    }

    private let orders = Mutex<[Order]>([])
    private let wake: WakePipe

    /// Starts the thread, which lives as long as the program.
    ///
    /// - Throws: ``CommandFailure``
    init(prompt: String, completing complete: @escaping Completer) throws {
        self.wake = try WakePipe()
        Thread.detachNewThread { [self] in self.run(prompt: prompt, complete) }
    }

    /// Lets a line be edited. One at a time.
    func readLine() async -> Input {
        await withCheckedContinuation { self.give(.edit($0)) }
    }

    /// Prints without disturbing the line that is edited, and returns when it is printed.
    ///
    /// - Parameters:
    ///   - endsLine: Whether the cursor is at the start of a line then.
    ///   - body: Writes to the terminal.
    func print(endsLine: Bool, _ body: @escaping @Sendable () throws -> Void) throws {
        let outcome = Outcome()
        self.give(.print(endsLine: endsLine) { outcome.set(Result(catching: body)) })
        try outcome.wait()
    }

    func change(prompt: String) { self.give(.prompt(prompt)) }

    /// Makes a line one of those that the arrow keys bring back.
    func remember(_ line: String) { self.give(.remember(line)) }

    /// Ctrl-C: the line is given up, and an empty one edited.
    func clear() { self.give(.clear) }

    /// The window has another size.
    func resize() { self.give(.resize) }

    /// The program goes on after it was stopped.
    func resume() { self.give(.resume) }

    /// Ends the line that is edited, and the input.
    func end() { self.give(.end) }

    private func give(_ order: Order) {
        self.orders.withLock { $0.append(order) }
        self.wake.wake()
    }

    // MARK: The thread

    private func run(prompt: String, _ complete: @escaping Completer) {
        Readline.begin(completing: complete)
        var editing = Editing(prompt: prompt)
        while true {
            let orders = self.orders.withLock { orders in
                defer { orders = [] }
                return orders
            }
            for order in orders { editing.perform(order) }
            guard self.wake.wait(orFor: editing.isOn ? STDIN_FILENO : nil), let input = Readline.read() else {
                continue
            }
            editing.finish(input)
        }
    }

    /// What the thread knows of the line.
    private struct Editing {
        private var prompt: String
        /// Who waits for the line that is edited; nil while none is.
        private var reader: CheckedContinuation<Input, Never>?
        private var isOver = false

        init(prompt: String) {
            self.prompt = prompt
        }

        var isOn: Bool { self.reader != nil }

        mutating func finish(_ input: Input) {
            self.reader?.resume(returning: input)
            self.reader = nil
        }

        mutating func perform(_ order: Order) {
            switch order {
            case .edit(let continuation):
                guard !self.isOver else { return continuation.resume(returning: .end) }
                self.reader = continuation
                Readline.start(prompt: self.prompt)
            case .print(let endsLine, let body):
                if self.isOn { Readline.hide() }
                body()
                if self.isOn { Readline.show(onNewLine: !endsLine) }
            case .prompt(let text):
                guard text != self.prompt else { return }
                self.prompt = text
                guard self.isOn else { return }
                Readline.hide()
                Readline.change(prompt: text)
                Readline.show()
            case .remember(let line):
                Readline.remember(line)
            case .clear where self.isOn:
                Readline.giveUp()
                Readline.start(prompt: self.prompt)
            case .resize where self.isOn:
                Readline.resize()
            case .resume where self.isOn:
                Readline.takeTerminalAgain()
            case .end:
                self.isOver = true
                if self.isOn { Readline.stop() }
                self.finish(.end)
            case .clear, .resize, .resume:
                break
            }
        }
    }
}

/// What became of something that another thread does.
private final class Outcome: Sendable {
    private let result = Mutex<Result<Void, any Error>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    func set(_ result: Result<Void, any Error>) {
        self.result.withLock { $0 = result }
        self.isDone.signal()
    }

    func wait() throws {
        self.isDone.wait()
        try self.result.withLock { $0 }?.get()
    }
}
