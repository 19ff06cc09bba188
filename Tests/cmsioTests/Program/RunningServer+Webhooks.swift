import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

extension RunningServer {
    /// Posts a webhook as Strapi would.
    ///
    /// - Returns: The status that it is answered with.
    func postWebhook(_ body: String, secret: String) async throws -> Int {
        var request = URLRequest(url: try #require(URL(string: "\(self.url)/hooks/strapi")))
        request.httpMethod = "POST"
        request.httpBody = Data(body.utf8)
        request.setValue("Bearer \(secret)", forHTTPHeaderField: "Authorization")
        let (_, response) = try await URLSession.shared.data(for: request)
        return try #require(response as? HTTPURLResponse).statusCode
    }
}
