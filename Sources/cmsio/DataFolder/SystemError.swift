import Foundation

/// What the system said about the last call that failed.
enum SystemError {
    static func text(_ code: Int32 = errno) -> String {
        String(cString: strerror(code)).lowercased()
    }
}
