import ContentEvents
import JSONText
import Synchronization

/// Sends the events of an input over one connection, one behind the other, in the order of the lines.
final class LineSender: Sendable {
    private let input: LineInput
    private let sending: LinesSending
    private let state: Mutex<LinesTally>
    private let refused: @Sendable (_ line: Int, CommandFailure) -> Void
    private let progress: @Sendable (LinesTally) -> Void

    /// - Parameters:
    ///   - refused: Told of each bad line that does not end it.
    ///   - progress: Told after each answer.
    init(
        _ input: LineInput,
        _ sending: LinesSending,
        refused: @escaping @Sendable (_ line: Int, CommandFailure) -> Void,
        progress: @escaping @Sendable (LinesTally) -> Void
    ) {
        self.input = input
        self.sending = sending
        self.state = Mutex(LinesTally(isDryRun: sending.onBadLines == .check))
        self.refused = refused
        self.progress = progress
    }

    /// What became of the lines so far.
    var tally: LinesTally { self.state.withLock { $0 } }

    /// Sends nothing more; what is under way is still waited for.
    func interrupt() { self.end(.interrupted) }

    /// Sends until the end of the input, the first bad line, or the loss of the connection, which ``tally`` then names.
    ///
    /// - Throws: ``CommandFailure`` for an input that cannot be read.
    func run(over connection: OperatorConnection) async throws {
        let window = SendWindow(maxPayload: try await connection.maxPayload)
        let (underway, sent) = AsyncStream.makeStream(of: Underway.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { sent.finish() }
                try await self.send(over: connection, window, sent)
            }
            for await event in underway {
                await self.settle(event)
                await window.leave(event.bytes)
            }
            // Cancelled, it ends before everything is answered.
            await window.lift()
            try await group.waitForAll()
        }
    }

    private struct Underway {
        let line: EventLines.Line
        let bytes: Int
        let answer: PendingAnswer
    }

    private func send(
        over connection: OperatorConnection,
        _ window: SendWindow,
        _ sent: AsyncStream<Underway>.Continuation
    ) async throws {
        var lines = EventLines(self.input)
        while let line = try await lines.next(), !self.tally.isEnded {
            guard line.number >= self.sending.firstLine else { continue }
            switch line.content {
            case .success(.blank): break
            case .success(.raw): self.pass(line) { $0.raw += 1 }
            case .success(.event(let request)):
                let bytes = request.arguments.reduce(0) { $0 + $1.count }
                await window.enter(bytes)
                // The answer that made room may have been the end of it.
                if self.tally.isEnded { return }
                self.pass(line)
                let answer = try connection.begin(self.sending.call(request))
                sent.yield(Underway(line: line, bytes: bytes, answer: answer))
            case .failure(let problem):
                self.pass(line)
                self.refuse(line.number, CommandFailure(.badData, problem.description))
            }
        }
    }

    private func pass(_ line: EventLines.Line, _ count: (inout LinesTally) -> Void = { _ in }) {
        self.state.withLock { tally in
            tally.lines += 1
            tally.lastLine = line.number
            count(&tally)
        }
    }

    private func settle(_ event: Underway) async {
        do {
            let answer = try await event.answer.value
            let receipt = self.sending.onBadLines == .check ? nil : try answer.decode(Receipt.self, "receipt")
            self.state.withLock { tally in
                if let receipt { tally.add(receipt) } else { tally.accepted += 1 }
                tally.bytes = event.line.end
            }
            self.progress(self.tally)
        } catch let failure as CommandFailure where ![.unreachable, .timedOut].contains(failure.status) {
            self.refuse(event.line.number, failure)
        } catch is CancellationError {
            self.interrupt()
        } catch {
            let failure = error as? CommandFailure
            self.end(.disconnected(line: event.line.number, failure ?? CommandFailure(.unreachable, "\(error)")))
        }
    }

    private func refuse(_ line: Int, _ failure: CommandFailure) {
        guard self.sending.onBadLines != .stop else { return self.end(.refused(line: line, failure)) }
        self.state.withLock { $0.refused += 1 }
        self.refused(line, failure)
    }

    private func end(_ end: LinesTally.End) {
        self.state.withLock { $0.end(end) }
        self.input.stop()
    }
}
