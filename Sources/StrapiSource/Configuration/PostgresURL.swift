import Foundation

/// A connection string such as `postgres://user:password@host:5432/database?sslmode=require`, taken apart.
struct PostgresURL {
    var host: String?
    var port: Int?
    var database: String?
    var user: String?
    var password: String?
    /// By their names.
    var options: [String: String] = [:]

    /// - Returns: nil if the text is no such URL.
    init?(_ text: String) {
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"), let scheme = text.range(of: "://")
        else {
            return nil
        }
        let parts = text[scheme.upperBound...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let place = parts[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        var authority = place[0]
        if let at = authority.lastIndex(of: "@") {
            let login = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            self.user = Self.decoded(login[0])
            self.password = login.count > 1 ? Self.decoded(login[1]) : nil
            authority = authority[authority.index(after: at)...]
        }
        let address = authority.split(separator: ":", omittingEmptySubsequences: false)
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            self.host = String(authority[authority.index(after: authority.startIndex)..<end])
            self.port = Int(authority[end...].dropFirst(2))
        } else {
            self.host = Self.decoded(address[0])
            if address.count > 1 {
                guard let port = Int(address[1]), 1...65535 ~= port else { return nil }
                self.port = port
            }
        }
        self.database = place.count > 1 ? Self.decoded(place[1]) : nil
        for option in parts.count > 1 ? parts[1].split(separator: "&") : [] {
            let pair = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            self.options[String(pair[0])] = pair.count > 1 ? Self.decoded(pair[1]) ?? "" : ""
        }
    }

    /// nil for no text.
    private static func decoded(_ text: Substring) -> String? {
        text.isEmpty ? nil : String(text).removingPercentEncoding ?? String(text)
    }
}
