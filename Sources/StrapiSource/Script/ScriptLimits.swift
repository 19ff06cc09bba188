/// What reading one configuration file may cost; a file beyond it is not read further, and says so.
///
/// Real files have some 200 lines and nest some 10 levels.
enum ScriptLimits {
    /// Bytes in a file.
    static let fileBytes = 256 << 10
    /// Levels of nesting, of the text and of the values made from it.
    static let depth = 64
    /// Expressions and statements evaluated for one file.
    static let steps = 50_000
    /// Calls of the file's own functions open at once.
    static let calls = 12
    /// UTF-8 bytes in a string.
    static let stringBytes = 64 << 10
    /// Members in an object, which are looked through one by one.
    static let members = 1_000
    /// Values in a value, all levels together.
    static let valueSize = 20_000
}
