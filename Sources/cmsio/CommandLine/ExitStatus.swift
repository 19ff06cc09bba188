/// How the program ended, for whoever started it. The numbers stand in cmsio(1) and follow sysexits(3).
package enum ExitStatus: Int32, Sendable, CaseIterable {
    case ok = 0
    /// A negative answer, such as that of `perms can`.
    case no = 1
    /// The command line is not written as it should be.
    case usage = 64
    /// What was given is malformed or cannot be accepted.
    case badData = 65
    /// A file or folder that was named, or is needed, is not there.
    case noInput = 66
    /// The server cannot be reached, or its port or data folder is taken.
    case unreachable = 69
    /// A mistake of the program itself.
    case bug = 70
    case timedOut = 75
    /// Refused: a wrong key, a token that counts for nothing, a file that may not be read.
    case denied = 77
    /// Configuration, schemas or the data folder are not as they must be.
    case badConfiguration = 78
    /// Ctrl-C, as a shell tells of it.
    case interrupted = 130
}
