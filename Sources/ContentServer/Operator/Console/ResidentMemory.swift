import Foundation

/// The memory that this process holds.
enum ResidentMemory {
    /// Bytes; nil where the system does not tell.
    ///
    /// Source: proc(5), `/proc/[pid]/statm`: the second number is resident pages.
    static var bytes: Int? {
        guard let text = FileManager.default.contents(atPath: "/proc/self/statm") else { return nil }
        let fields = String(decoding: text, as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
