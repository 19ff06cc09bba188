import JSONText

/// What `--print-config` prints: each setting, its value, and where it came from.
struct SettingsText {
    private let reports: [SettingReport]

    /// - Parameter reports: Those read; printed in the order of the manual.
    init(_ reports: [SettingReport]) {
        let byKey = Dictionary(reports.map { ($0.key, $0) }) { _, last in last }
        self.reports = Settings.all.compactMap { byKey[$0.key] }
    }

    func print(to terminal: Terminal) throws {
        switch terminal.format {
        case .json: try terminal.result(json: self.json)
        case .pretty: for line in self.lines(terminal) { try terminal.result(line) }
        }
    }

    private var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for report in self.reports {
            writer.key(report.key)
            writer.object([("value", report.value), ("from", "\(report.origin)")])
        }
        writer.endObject()
        return writer.bytes
    }

    private func lines(_ terminal: Terminal) -> [String] {
        var table = TextTable([("SETTING", .left), ("VALUE", .left), ("FROM", .left)])
        for report in self.reports { table.add([report.key, report.value, "\(report.origin)"]) }
        return table.lines(style: terminal.resultStyle)
    }
}
