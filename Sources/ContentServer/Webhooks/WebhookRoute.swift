package import ContentEvents
import JSONText
package import Logging
package import SocketIONIO

/// `POST /hooks/strapi`: where Strapi sends its webhooks, with a secret that both know.
///
/// Source: DESIGN section 3, "webhooks".
package struct WebhookRoute: Sendable {
    package static let path = "/hooks/strapi"

    let intake: WebhookIntake
    private let secret: SharedSecret
    private let logger: Logger

    package init(configuration: WebhookConfiguration, io: IO, directory: any RightsDirectory, logger: Logger) {
        self.intake = WebhookIntake(configuration: configuration, io: io, directory: directory, logger: logger)
        self.secret = configuration.secret
        self.logger = logger
    }

    package func respond(to request: SocketIOHTTPRequest) async -> SocketIOHTTPResponse {
        guard request.method == "POST" else {
            return .failure(status: 405, code: 64, "use POST", headers: ["Allow": "POST"])
        }
        guard let presented = request.bearerToken, self.secret.matches(presented) else {
            await self.intake.countUnauthorized()
            self.logger.warning("webhook secret refused", metadata: ["address": "\(request.address)"])
            return .failure(
                status: 401,
                code: 77,
                "the webhook secret is missing or wrong; give the webhook a header Authorization: Bearer SECRET",
                headers: ["WWW-Authenticate": "Bearer"]
            )
        }
        do throws(EmitError) {
            switch try await self.intake.accept(request.body) {
            case .accepted: return .json(status: 200, Array(#"{"accepted":true}"#.utf8))
            case .ignored(let reason): return .json(status: 202, Self.ignored(reason))
            }
        } catch {
            self.logger.warning("webhook refused", metadata: ["reason": "\(error)"])
            return .failure(
                status: error.kind == .unavailable ? 503 : 400,
                code: error.kind.rawValue,
                error.message
            )
        }
    }

    private static func ignored(_ reason: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 128)
        writer.beginObject()
        writer.key("accepted")
        writer.bool(false)
        writer.key("reason")
        writer.string(reason)
        writer.endObject()
        return writer.bytes
    }
}
