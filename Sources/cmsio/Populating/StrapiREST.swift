import ContentModel
import ContentServer
import NIOHTTP1
import StrapiSource

/// Reads entries through the REST API of a Strapi.
struct StrapiREST: EntrySource {
    private static let longestAnswer = 4 << 20

    private let call: HTTPCall
    /// The path that Strapi is served beneath.
    private let base: String
    private let headers: [(name: String, value: String)]

    /// - Parameter token: Nil to ask as the public.
    init(_ address: HTTPAddress, token: String?) {
        self.call = HTTPCall(address: address, patience: .seconds(5), wanted: .body(limit: Self.longestAnswer))
        self.base = address.target.hasSuffix("/") ? String(address.target.dropLast()) : address.target
        self.headers =
            [("accept", "application/json")] + (token.map { [("authorization", "Bearer \($0)")] } ?? [])
    }

    func entry(_ query: EntryQuery, in catalog: ContentCatalog) async throws(EntryUnread) -> [UInt8] {
        let answer: HTTPCall.Answer
        do throws(HTTPCallProblem) {
            answer = try await self.call.perform(.GET, query.target(below: self.base), self.headers)
        } catch {
            throw EntryUnread(error.unread, "\(self.call.address): \(error.description)")
        }
        guard answer.status == 200 else { throw self.refusal(answer.status, query) }
        guard let answer = RESTAnswer(answer.body, to: query, in: catalog) else {
            throw EntryUnread(
                .notUnderstood,
                "\(self.call.address) answers what is no entry of Strapi's REST API; check --strapi-url"
            )
        }
        return answer.entry
    }

    private func refusal(_ status: Int, _ query: EntryQuery) -> EntryUnread {
        let place = "\(self.call.address) answers \(status)"
        switch status {
        case 401, 403:
            return EntryUnread(
                .denied,
                "\(place): check the token of --strapi-token-file, and that it may find \(query.type.uid)"
            )
        case 404:
            return EntryUnread(.notFound, "\(place): the entry is gone, or the token may not see it")
        case 300..<400:
            return EntryUnread(
                .refused(status: status),
                "\(place), which leads elsewhere and is not followed; give the right --strapi-url"
            )
        default:
            return EntryUnread(
                .refused(status: status),
                "\(place): the token may be without the right to find what --populate names; see Strapi's log"
            )
        }
    }
}

extension HTTPCallProblem {
    fileprivate var unread: EntryUnread.Kind {
        switch self.kind {
        case .unreachable: .unreachable
        case .timedOut: .timedOut
        case .notUnderstood: .notUnderstood
        }
    }
}
