import ArgumentParser
import JSONText

/// Prints events as they happen.
struct ListenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "listen",
        abstract: "Watch events, as any role, token or user gets them.",
        usage: "cmsio listen [<pattern> ...] [<options>]",
        discussion: """
            Without --as or --token-file you see every event once, as an operator: all fields but the private ones. Piped, \
            each event is one line of JSON. Ctrl-C ends it.

              cmsio listen 'article:*' --as role:public
              cmsio listen article '!article:delete' --expect -W 30s
              cmsio listen -s http://127.0.0.1:3000 --foreign
            """
    )

    @OptionGroup(title: "Which events")
    var events: EventOptions

    @OptionGroup(title: "As whom")
    var identity: IdentityOptions

    @OptionGroup(title: "When to end")
    var end: EndOptions

    @OptionGroup(title: "What to do with them")
    var handling: HandlingOptions

    @OptionGroup(title: "Any other Socket.IO server")
    var foreign: ForeignOptions

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    func validate() throws {
        if self.foreign.isForeign { try self.validateForeign() }
        if self.events.last != nil, self.identity.tokenFile != nil {
            throw ValidationError("only operators may look back; '--last' goes with '--as', not with '--token-file'.")
        }
        guard self.identity.denied else { return }
        if !self.events.match.isEmpty {
            throw ValidationError("denied events are shown without data; leave out '--match'.")
        }
        if self.handling.record != nil {
            throw ValidationError("denied events have no data to send again; leave out '--record'.")
        }
    }

    private func validateForeign() throws {
        let others = [
            "--as": self.identity.audience != nil, "--token-file": self.identity.tokenFile != nil,
            "--entity": !self.events.entity.isEmpty, "--last": self.events.last != nil,
        ]
        if let other = others.filter(\.value).keys.min() {
            throw ValidationError(
                "'\(other)' needs a cmsio server; leave out '--foreign', '--namespace' and '--auth-file'."
            )
        }
    }

    func run() async throws {
        let session = try CommandSession(self.global)
        let location = try session.locateServer()
        try await session.listen(to: location, as: try self.identity(at: location), try self.plan(session))
    }

    private func identity(at location: ServerLocation) throws -> ListenerIdentity {
        if self.foreign.isForeign { return try self.foreign.identity }
        if let file = self.identity.tokenFile {
            return .client(try TokenFile(file, strategy: self.identity.strategy), self.events.entity)
        }
        let watched = ListenerIdentity.Watched(audience: self.identity.audience, isDenied: self.identity.denied)
        return try .watcher(watched, at: location)
    }

    private func plan(_ session: CommandSession) throws -> ListenPlan {
        ListenPlan(
            conditions: self.events.conditions,
            last: self.events.last,
            count: self.end.count ?? (self.end.expect ? 1 : nil),
            timeout: self.end.timeout,
            isExpecting: self.end.expect,
            showsStatistics: self.handling.stats,
            recording: try self.handling.record.map(EventRecording.init),
            forwarder: try self.handling.forwarder(session)
        )
    }
}

extension ForeignOptions {
    /// - Throws: ``CommandFailure`` when the file is not there or no JSON object.
    fileprivate var identity: ListenerIdentity {
        get throws {
            let name = self.namespace ?? "/"
            let auth = try self.authFile.map { path in
                let data = try InputData(argument: path)
                guard data.document.kind(data.document.root) == .object else {
                    throw CommandFailure(.badData, "'\(path)' is no JSON object; servers take no other auth.")
                }
                return data.bytes
            }
            return .foreign(namespace: ExactString(name.hasPrefix("/") ? name : "/" + name), auth: auth)
        }
    }
}

extension HandlingOptions {
    /// - Throws: ``CommandFailure`` when there is no secret.
    fileprivate func forwarder(_ session: CommandSession) throws -> Forwarder? {
        guard let address = self.forwardTo else { return nil }
        var settings = session.reader()
        let file = try settings.read(Settings.forwardSecretFile, flag: self.forwardSecretFile)
        let secret =
            try file.map { try SecretFile.read($0, named: "the secret file '\($0)'") }
            ?? settings.read(Settings.forwardSecret, flag: nil)
        guard let secret else {
            throw CommandFailure(
                .usage,
                "what is forwarded is signed: add --forward-secret-file FILE, or set CMSIO_FORWARD_SECRET. "
                    + "'openssl rand -hex 32 > hook.secret' makes one."
            )
        }
        do {
            return Forwarder(to: address, signature: try WebhookSignature(secret: secret), terminal: session.terminal)
        } catch let problem as SettingProblem {
            throw CommandFailure(
                .badConfiguration,
                "the secret that signs what is forwarded cannot be used: \(problem)."
            )
        }
    }
}
