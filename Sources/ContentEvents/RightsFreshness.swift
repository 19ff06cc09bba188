/// How current the rights of a directory are.
package enum RightsFreshness: Sendable, Equatable {
    case current
    /// Their source does not answer, and those known last serve.
    ///
    /// - Parameter reason: For the operator's log.
    case stale(reason: String)
    /// It has not answered for too long: ``Rights/isSuspended``.
    case suspended(reason: String)
}
