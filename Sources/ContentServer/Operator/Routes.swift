package import ContentEvents
import JSONText
package import Logging
package import SocketIONIO

/// The HTTP side of the server: everything outside the Socket.IO path.
///
/// Source: DESIGN section 3, "operators".
package struct Routes: Sendable {
    private let verbs: OperatorVerbs
    private let key: OperatorKey
    /// Nil where there are no webhooks.
    private let webhooks: WebhookRoute?
    private let directory: any RightsDirectory
    private let logger: Logger

    package init(
        verbs: OperatorVerbs,
        key: OperatorKey,
        webhooks: WebhookRoute?,
        directory: any RightsDirectory,
        logger: Logger
    ) {
        self.verbs = verbs
        self.key = key
        self.webhooks = webhooks
        self.directory = directory
        self.logger = logger
    }

    package func respond(to request: SocketIOHTTPRequest) async -> SocketIOHTTPResponse {
        if let webhooks, request.path == WebhookRoute.path { return await webhooks.respond(to: request) }
        switch (request.path, request.method) {
        case ("/cmsio/v1/emit", "POST"):
            return await self.answer(request) { try await self.verbs.emitUnlessDryRun($0) }
        case ("/cmsio/v1/raw", "POST"):
            return await self.answer(request) { try OperatorAnswer.json(try await self.verbs.raw($0)) }
        case ("/cmsio/v1/openapi.json", "GET"):
            return .json(status: 200, Array(OpenAPIDocument.json.utf8))
        case ("/readyz", "GET"):
            return self.readiness
        case ("/cmsio/v1/emit", _), ("/cmsio/v1/raw", _):
            return .failure(status: 405, code: 64, "use POST", headers: ["Allow": "POST"])
        case ("/cmsio/v1/openapi.json", _), ("/readyz", _):
            return .failure(status: 405, code: 64, "use GET", headers: ["Allow": "GET"])
        default:
            return .failure(status: 404, code: 66, "no such route; GET /cmsio/v1/openapi.json names them")
        }
    }

    /// For whoever watches the server: nobody need have a key, and nobody learns why.
    private var readiness: SocketIOHTTPResponse {
        switch self.directory.freshness {
        case .current: .json(status: 200, Array(#"{"status":"ready"}"#.utf8))
        case .stale: .json(status: 200, Array(#"{"status":"degraded"}"#.utf8))
        case .suspended: .json(status: 503, Array(#"{"status":"unavailable"}"#.utf8))
        }
    }

    private func answer(
        _ request: SocketIOHTTPRequest,
        _ verb: (OperatorRequest) async throws -> [UInt8]
    ) async -> SocketIOHTTPResponse {
        guard let presented = request.bearerToken, self.key.matches(presented) else {
            self.logger.warning("operator key refused", metadata: ["address": "\(request.address)"])
            return .failure(
                status: 401,
                code: 77,
                "the operator key is missing or wrong; send it as Authorization: Bearer KEY",
                headers: ["WWW-Authenticate": "Bearer"]
            )
        }
        // A dry run that was asked for in the address must not send.
        if let (name, _) = request.query.first {
            return .failure(
                status: 400,
                code: 64,
                "'\(name)' stands in the query, which is not read; put it into the body"
            )
        }
        do {
            let body = try Self.body(of: request)
            return .json(status: 200, try await verb(body))
        } catch let error as EmitError {
            return .failure(
                status: error.kind == .unavailable ? 503 : 400,
                code: error.kind.rawValue,
                error.message
            )
        } catch {
            self.logger.error("a request failed", metadata: ["path": "\(request.path)", "error": "\(error)"])
            return .failure(status: 500, code: 70, "the server failed; its log says more")
        }
    }

    private static func body(of request: SocketIOHTTPRequest) throws(EmitError) -> OperatorRequest {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: request.body)
        } catch {
            throw EmitError(.badData, "the body is no JSON: \(error)")
        }
        return try OperatorRequest(document, at: document.root)
    }
}

extension SocketIOHTTPRequest {
    var bearerToken: String? {
        guard let value = self.headers["Authorization"] else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }
}

extension SocketIOHTTPResponse {
    static func json(
        status: Int,
        _ body: [UInt8],
        headers: SocketIOHeaders = [:]
    ) -> SocketIOHTTPResponse {
        var headers = headers
        headers.add("Content-Type", "application/json")
        return SocketIOHTTPResponse(status: status, headers: headers, body: body)
    }

    static func failure(
        status: Int,
        code: Int,
        _ message: String,
        headers: SocketIOHeaders = [:]
    ) -> SocketIOHTTPResponse {
        .json(status: status, OperatorAnswer.httpFailure(code: code, message), headers: headers)
    }
}
