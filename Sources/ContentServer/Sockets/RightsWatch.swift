package import ContentEvents
package import JSONText
package import Logging

/// Keeps every open socket true to the rights as they are now: moved to another audience, out of a room, or sent away.
package struct RightsWatch: Sendable {
    private let members: Members
    private let directory: any RightsDirectory
    private let clock: WallClock
    private let logger: Logger

    package init(members: Members, directory: any RightsDirectory, clock: WallClock, logger: Logger) {
        self.members = members
        self.directory = directory
        self.clock = clock
        self.logger = logger
    }

    /// Reviews every socket after each change of the rights; ends with the task.
    package func run() async {
        var version: Int?
        for await rights in self.directory.changes() where !rights.isSuspended {
            // The first is what they are, and no change.
            if let version, rights.version != version {
                self.logger.notice("rights changed", metadata: ["audiences": "\(rights.audiences.count)"])
            }
            version = rights.version
            for id in await self.members.ids {
                await self.review(id)
            }
        }
    }

    /// Sweeps until the task ends.
    package func sweepEverySecond() async {
        while (try? await Task.sleep(for: .seconds(1))) != nil {  // an error is the end of the task
            await self.sweep()
        }
    }

    /// Sends away the sockets whose token has ended by now.
    package func sweep() async {
        let now = self.clock.seconds
        for id in await self.members.expired(at: now) {
            let verdict = await self.members.review(id) { membership in
                // The client may have refreshed its token meanwhile.
                membership.identity.isExpired(at: now) ? .end(.tokenExpired) : nil
            }
            self.log(id, verdict)
        }
    }

    /// Reviews one socket: also right after it joined or took another identity, since the rights may have changed while it
    /// did.
    package func review(_ id: ExactString) async {
        var isJudged = false
        while !isJudged, let identity = await self.members.membership(of: id)?.identity {
            let version = self.directory.rights.version
            let user: User?
            do {
                user = try await self.user(of: identity)
            } catch {
                // The last known rights serve until the directory answers again.
                self.logger.error("cannot read a user's rights", metadata: ["error": "\(error)"])
                return
            }
            let now = self.clock.seconds
            let verdict = await self.members.review(id) { membership in
                let rights = self.directory.rights
                // What was read of the user holds only if nothing has changed since, neither the rights nor who it is.
                guard rights.version == version, membership.identity == identity else { return nil }
                // Nobody is sent away by rights that nobody is sure of; what comes after them reviews everybody.
                guard !rights.isSuspended else { return .keep(membership) }
                return Review(membership, user: user, rights: rights, now: now)
            }
            self.log(id, verdict)
            isJudged = verdict != nil
        }
    }

    private func user(of identity: Identity) async throws -> User? {
        guard let id = identity.user else { return nil }
        return try await self.directory.user(id: id)
    }

    private func log(_ id: ExactString, _ verdict: Review?) {
        guard case .end(let refusal) = verdict else { return }
        self.logger.notice("client sent away", metadata: ["socket": "\(id)", "code": "\(refusal.rawValue)"])
    }
}
