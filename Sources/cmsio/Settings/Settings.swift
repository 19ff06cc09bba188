import ContentEvents
import ContentModel
import Foundation

/// Every setting there is: flags, variables, keys of the file, help and the man pages all come from here.
package enum Settings {
    // MARK: For every command

    static let server = Setting<String?>.text(
        SettingDescription(
            "server",
            "url",
            "The server to talk to, as in http://127.0.0.1:1338; needs a key file.",
            standardText: "the server of this folder",
            sources: [.flag, .environment]
        )
    )
    static let keyFile = Setting<String?>.text(
        SettingDescription(
            "key-file",
            "file",
            "The file with the operator key of --server.",
            sources: [.flag, .environment],
            isPath: true
        )
    )
    static let data = Setting<String?>.text(
        SettingDescription(
            "data",
            "dir",
            "The data folder: store, keys, and where the server is.",
            standardText: ".cmsio; commands also look in the folders above",
            isPath: true
        )
    )
    static let config = Setting<String?>.text(
        SettingDescription(
            "config",
            "file",
            "The configuration file.",
            standardText: "cmsio.yaml, if there is one",
            sources: [.flag, .environment],
            isPath: true
        )
    )

    // MARK: For serve: the network

    static let host = Setting<String>.text(
        SettingDescription("host", "host", "The address to listen on.", standardText: "127.0.0.1"),
        standard: "127.0.0.1"
    )
    static let port = Setting<Int>.number(
        SettingDescription("port", "port", "The port to listen on; 0 takes any that is free.", standardText: "1338"),
        0...65535,
        standard: 1338
    )
    static let path = Setting<String>(
        SettingDescription("path", "path", "Where clients find Socket.IO.", standardText: "/socket.io"),
        standard: "/socket.io"
    ) { texts in
        guard texts.count == 1, let path = texts.first, path.utf8.count > 1, path.hasPrefix("/"),
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        else { throw SettingProblem("write a path that begins with /, as in /socket.io") }
        return path.hasSuffix("/") ? String(path.dropLast()) : path
    } show: {
        $0
    }
    static let corsOrigin = Setting<[String]>.list(
        SettingDescription(
            "cors-origin",
            "origin",
            "A web origin whose pages may connect, as in https://example.org; * for all. May be repeated.",
            standardText: "the server's own",
            isList: true
        )
    )
    static let transports = Setting<[String]>(
        SettingDescription(
            "transports",
            "list",
            "The transports to offer.",
            standardText: "polling,websocket",
            isList: true
        ),
        standard: ["polling", "websocket"]
    ) { texts in
        guard !texts.isEmpty, texts.allSatisfy({ ["polling", "websocket"].contains($0) }) else {
            throw SettingProblem("write polling, websocket, or both with a comma")
        }
        return texts
    } show: {
        $0.joined(separator: ",")
    }

    static let allowEIO3 = Setting<Bool>.truth(
        SettingDescription(
            "allow-eio3",
            "bool",
            "Let clients of Socket.IO 2 connect too; they can present no token.",
            standardText: "false"
        )
    )
    static let messageCompression = Setting<Bool>.truth(
        SettingDescription(
            "message-compression",
            "bool",
            "Compress WebSocket messages of 1 KiB and more for clients that offer it.",
            standardText: "false"
        )
    )
    static let clientFiles = Setting<String?>.text(
        SettingDescription(
            "client-files",
            "dir",
            "The folder with the browser's client, socket.io.min.js and so on, to serve beneath --path.",
            isPath: true
        )
    )

    // MARK: For serve: content

    static let schemas = Setting<String>.text(
        SettingDescription(
            "schemas",
            "dir",
            "The folder of the content types: a Strapi project, or plain schema files.",
            standardText: "./schemas",
            isPath: true
        ),
        standard: "./schemas"
    )
    static let demo = Setting<Bool>.truth(
        SettingDescription(
            "demo",
            "bool",
            "Serve the demonstration: its own types, roles, a user and tokens, made anew.",
            standardText: "false"
        )
    )
    static let receive = Setting<ReceiveRule>.choice(
        SettingDescription(
            "receive",
            "action|read",
            "The right that lets an audience receive an event: to its action, or to read the type.",
            standardText: "action"
        ),
        standard: ReceiveRule.action
    )

    static let publishNeeds = Setting<PublishRight>.choice(
        SettingDescription(
            "publish-needs",
            "update|publish|find",
            "The right that lets an audience receive publish and unpublish, beside one to the event itself.",
            standardText: "update"
        ),
        standard: PublishRight.update
    )
    static let shape = Setting<Shape>.choice(
        SettingDescription(
            "shape",
            "v4|v5|plugin",
            "The form of the data: flat as in Strapi 5, {id, attributes} as in Strapi 4, or as strapi-plugin-io.",
            standardText: "v5, or v4 for a project of Strapi 4"
        ),
        standard: Shape.v5
    )
    static let sanitize = Setting<SanitizeRule>.choice(
        SettingDescription(
            "sanitize",
            "strict|exact",
            "The rules for leaving fields out: Strapi's without their leaks, or Strapi's exactly.",
            standardText: "strict"
        ),
        standard: SanitizeRule.strict
    )
    static let deniedKeys = Setting<[String]>.list(
        SettingDescription(
            "denied-keys",
            "list",
            "Names of keys that strict leaves out where they are no attributes, beside password, apiKey and their like.",
            sources: [.environment, .file],
            isList: true
        )
    )
    static let privateAttributes = Setting<[String]>.list(
        SettingDescription(
            "private-attributes",
            "list",
            "Names of attributes that are private in every type, as api.responses.privateAttributes of Strapi.",
            sources: [.environment, .file],
            isList: true
        )
    )
    static let customFields = Setting<[String]>(
        SettingDescription(
            "custom-fields",
            "list",
            "What the custom fields of plugins hold, as in plugin::color-picker.color=string.",
            sources: [.environment, .file],
            isList: true
        ),
        standard: []
    ) { texts in
        guard texts.allSatisfy({ $0.split(separator: "=").count == 2 }) else {
            throw SettingProblem("write the uid of the field and its type, as in plugin::color-picker.color=string")
        }
        return texts
    } show: {
        $0.joined(separator: ",")
    }

    // MARK: For serve: webhooks

    static let drafts = Setting<Bool>.truth(
        SettingDescription(
            "drafts",
            "bool",
            "Emit changes of drafts, too, to all who may receive those of what is public.",
            standardText: "false"
        )
    )
    static let webhookHold = Setting<Duration>.duration(
        SettingDescription(
            "webhook-hold",
            "duration",
            "How long an update from a webhook waits for the publish of the same click.",
            standardText: "1s"
        ),
        standard: .seconds(1)
    )
    static let webhookSecret = Setting<String?>.text(
        SettingDescription(
            "webhook-secret",
            "secret",
            "The secret that webhooks of Strapi bring.",
            sources: .environment,
            isSecret: true
        )
    )
    static let webhookSecretFile = Setting<String?>.text(
        SettingDescription(
            "webhook-secret-file",
            "file",
            "The file with the secret that webhooks of Strapi bring; without one they are not taken.",
            isPath: true
        )
    )

    // MARK: For serve: limits

    static let maxConnections = Setting<Int?>.number(
        SettingDescription("max-connections", "n", "How many clients may be connected.", standardText: "no limit"),
        1...Int.max
    )
    static let maxQueue = Setting<Int>.byteCount(
        SettingDescription(
            "max-queue",
            "bytes",
            "How much may wait for a client that does not read, before it is cut.",
            standardText: "1MiB"
        ),
        1024...(1 << 30),
        standard: 1 << 20
    )
    static let maxPayload = Setting<Int>.byteCount(
        SettingDescription("max-payload", "bytes", "The largest message accepted.", standardText: "1MB"),
        1024...(1 << 30),
        standard: 1_000_000
    )
    static let pingInterval = Setting<Duration>.duration(
        SettingDescription("ping-interval", "duration", "From one heartbeat to the next.", standardText: "25s"),
        standard: .seconds(25)
    )
    static let pingTimeout = Setting<Duration>.duration(
        SettingDescription(
            "ping-timeout",
            "duration",
            "How long a client may take to answer a heartbeat.",
            standardText: "20s"
        ),
        standard: .seconds(20)
    )
    static let keepLast = Setting<Int>.number(
        SettingDescription(
            "keep-last",
            "n",
            "How many events to keep in memory for 'listen --last', in at most 16 MiB; 0 keeps none.",
            standardText: "1000"
        ),
        0...100_000,
        standard: 1000
    )
    static let loops = Setting<Int?>.number(
        SettingDescription("loops", "n", "How many event loops to run.", standardText: "one for each processor"),
        1...1024
    )

    // MARK: For serve: what it says

    static let logFormat = Setting<LogFormat>.choice(
        SettingDescription(
            "log-format",
            "text|json",
            "Say what happens in lines for people, or in JSON, an object a line.",
            standardText: "text"
        ),
        standard: LogFormat.text
    )

    // MARK: For serve: secrets

    static let jwtSecret = Setting<String?>.text(
        SettingDescription(
            "jwt-secret",
            "secret",
            "The secret that signs the JWTs of users.",
            standardText: "jwt.key in the data folder, made at the first start",
            sources: .environment,
            isSecret: true
        )
    )
    static let jwtSecretFile = Setting<String?>.text(
        SettingDescription(
            "jwt-secret-file",
            "file",
            "The file with the secret that signs the JWTs of users.",
            sources: [.environment, .file],
            isPath: true
        )
    )

    // MARK: For listen

    static let forwardSecret = Setting<String?>.text(
        SettingDescription(
            "forward-secret",
            "secret",
            "The secret that signs what 'listen --forward-to' posts.",
            sources: .environment,
            isSecret: true
        )
    )
    static let forwardSecretFile = Setting<String?>.text(
        SettingDescription(
            "forward-secret-file",
            "file",
            "The file with the secret that signs what is posted; else CMSIO_FORWARD_SECRET has it.",
            sources: [.flag, .environment],
            isPath: true
        )
    )

    /// All of them, in the order of the manual.
    package static let all = ofTheServer + ofStrapi + ofPopulate

    private static let ofTheServer: [SettingDescription] = [
        server.description, keyFile.description, data.description, config.description, host.description,
        port.description, path.description, corsOrigin.description, transports.description, allowEIO3.description,
        messageCompression.description, clientFiles.description, schemas.description,
        demo.description, receive.description, publishNeeds.description, shape.description, sanitize.description,
        deniedKeys.description, privateAttributes.description, customFields.description, drafts.description,
        webhookHold.description, webhookSecret.description, webhookSecretFile.description, maxConnections.description,
        maxQueue.description, maxPayload.description, pingInterval.description, pingTimeout.description,
        keepLast.description, loops.description, logFormat.description, jwtSecret.description,
        jwtSecretFile.description, forwardSecret.description, forwardSecretFile.description,
    ]
}

/// The choices of `--log-format`.
enum LogFormat: String, CaseIterable, Sendable {
    case text
    case json
}

/// The choices of `--sanitize`.
enum SanitizeRule: String, CaseIterable, Sendable {
    case strict
    case exact
}
