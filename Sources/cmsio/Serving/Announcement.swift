import ServiceLifecycle

/// Tells commands and people where the server is while it serves.
///
/// The last of the services: when it starts, signals are already waited for, and it is the first to end.
struct Announcement: Service {
    let record: ServerRecord
    let folder: DataFolder
    let text: StartText
    let terminal: Terminal

    func run() async throws {
        try self.record.write(in: self.folder)
        defer { ServerRecord.remove(in: self.folder) }
        self.text.say(to: self.terminal)
        // Cancelled or asked to end, it is over.
        try? await gracefulShutdown()
    }
}
