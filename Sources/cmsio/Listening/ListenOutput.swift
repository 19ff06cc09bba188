import ContentEvents

/// Takes each event to where it is wanted: printed or counted, recorded, forwarded; and knows what came instead.
actor ListenOutput {
    private let plan: ListenPlan
    private let terminal: Terminal
    private let start = ContinuousClock.now
    private var statistics = EventStatistics(at: .zero)
    private var display = RedrawnLines()
    private var expectation = Expectation()
    private var isClosed = false
    /// How many events fitted.
    private(set) var count = 0

    init(_ plan: ListenPlan, terminal: Terminal) {
        self.plan = plan
        self.terminal = terminal
    }

    /// - Returns: Whether that was the last one wanted.
    /// - Throws: ``OutputClosed``, and ``CommandFailure`` for what cannot be written.
    func take(_ event: ListenedEvent) throws -> Bool {
        guard !self.isClosed else { return false }
        let fit = self.plan.conditions.fit(event)
        guard fit == .fits else {
            self.expectation.add(event, fit)
            return false
        }
        try self.plan.recording?.add(event.json)
        self.plan.forwarder?.add(event)
        if self.plan.showsStatistics {
            self.statistics.add(event.name)
        } else {
            try self.print(event)
        }
        self.count += 1
        return self.count == self.plan.count
    }

    /// Takes no more.
    func close() { self.isClosed = true }

    private func print(_ event: ListenedEvent) throws {
        guard self.terminal.format == .pretty else { return try self.terminal.result(json: event.json) }
        let lines = ListenedText(event).lines(
            style: self.terminal.resultStyle,
            isVerbose: self.terminal.isVerbose,
            width: self.terminal.width
        )
        for line in lines { try self.terminal.result(line) }
    }

    // MARK: Statistics

    /// Shows the rates of the time since the last call.
    ///
    /// For reading only where they can be drawn over the last ones.
    func showRates() throws {
        guard self.terminal.format == .json || self.terminal.width != nil else { return }
        try self.show(self.statistics.look(at: self.elapsed), isFinal: false)
    }

    /// Shows everything until now, and the rates over all the time.
    func showTotals() throws {
        guard self.plan.showsStatistics else { return }
        try self.show(self.statistics.totals(over: self.elapsed), isFinal: true)
    }

    private func show(_ look: EventStatistics.Look, isFinal: Bool) throws {
        let text = StatisticsText(look)
        if self.terminal.format == .json {
            let now = WallClock.system.milliseconds
            return try self.terminal.result(json: text.json(at: now, after: self.elapsed, isFinal: isFinal))
        }
        let size = self.terminal.size
        let lines = text.lines(style: self.terminal.resultStyle, size: size)
        try self.terminal.result(self.display.replacing(with: lines, onTerminal: size != nil))
    }

    private var elapsed: Duration { ContinuousClock.now - self.start }

    // MARK: The end

    /// - Throws: ``CommandFailure`` or ``Verdict`` with the status 75 when too few events came.
    func judge(_ end: ListenerEnd) throws {
        if self.plan.isExpecting, self.count < self.plan.count ?? 1 {
            for line in self.expectation.lines { self.terminal.say(line) }
            let time = self.plan.timeout.map { " within \(DurationText.show($0))" } ?? ""
            throw CommandFailure(
                .timedOut,
                end == .timedOut
                    ? "the expected event did not come\(time)." : "listening ended before the expected event came."
            )
        }
        if end == .timedOut, let wanted = self.plan.count, self.count < wanted {
            self.terminal.say("Only \(self.count) of \(wanted) events came in time.")
            throw Verdict(status: .timedOut)
        }
    }
}
