import Testing

/// The suites that start foreign clients or servers, one test after the other: each starts processes, browsers among them,
/// and many at once would make the time limits of all other tests a matter of luck.
///
/// A new one goes into an extension of this type.
@Suite("With foreign processes", .serialized)
enum ForeignProcesses {}
