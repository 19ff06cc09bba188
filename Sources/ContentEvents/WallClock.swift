#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The time of day, from whoever knows it.
package struct WallClock: Sendable {
    private let read: @Sendable () -> Int64

    /// - Parameter read: Gives milliseconds since 1970.
    package init(_ read: @escaping @Sendable () -> Int64) {
        self.read = read
    }

    /// The machine's clock.
    package static let system = WallClock { Int64(Date().timeIntervalSince1970 * 1000) }

    /// Milliseconds since 1970.
    package var milliseconds: Int64 { self.read() }

    /// Whole seconds since 1970.
    package var seconds: Int64 { self.read() / 1000 }
}
