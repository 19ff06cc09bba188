import Foundation

/// A file of certificates for libpq, which takes them from files alone. Nobody else can read or change it.
struct AuthorityFile {
    let path: String

    /// - Parameter place: Of the database, for the message.
    init(_ text: String, place: String) throws(StrapiDatabaseError) {
        let pattern = FileManager.default.temporaryDirectory.appending(path: "cmsio-authority-XXXXXX").path
        var name = Array(pattern.utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else {
            throw StrapiDatabaseError(place: place, reason: .unreachable("no temporary file for its certificates"))
        }
        self.path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(text.utf8))
        } catch {
            self.remove()
            throw StrapiDatabaseError(
                place: place,
                reason: .unreachable("its certificates cannot be written: \(error)")
            )
        }
    }

    func remove() { unlink(self.path) }
}
