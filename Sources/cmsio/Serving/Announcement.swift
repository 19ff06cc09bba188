import ServiceLifecycle

/// Tells commands and people where the server is while it serves.
///
/// The last of the services: when it starts, signals are already waited for, and it is the first to end.
struct Announcement: Service {
    let record: ServerRecord
    let folder: DataFolder
    let text: StartText
    let log: ServeLog

    func run() async throws {
        try self.record.write(in: self.folder)
        defer { ServerRecord.remove(in: self.folder) }
        self.text.tell(self.log)
        // Cancelled or asked to end, it is over.
        try? await gracefulShutdown()
    }
}
