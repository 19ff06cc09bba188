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
        for await rights in self.directory.changes() {
            for (id, membership) in await self.members.all {
                await self.review(id, membership, rights: rights)
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
        let rights = self.directory.rights
        for (id, membership) in await self.members.all {
            let audience = rights.audience(membership.identity.audience)
            if membership.identity.isExpired(at: now) || audience?.isExpired(at: now) == true {
                await self.end(id, because: .tokenExpired)
            }
        }
    }

    /// Reviews one socket: also right after it joined, since the rights may have changed while it did.
    package func review(_ id: ExactString, _ membership: Membership, rights: Rights) async {
        let user: User?
        do {
            user = try await self.user(of: membership)
        } catch {
            // The last known rights serve until the directory answers again.
            self.logger.error("cannot read a user's rights", metadata: ["error": "\(error)"])
            return
        }
        let now = self.clock.seconds
        let refusal = await self.members.update(id) { membership -> AuthenticationRefusal? in
            switch Review(membership, user: user, rights: rights, now: now) {
            case .keep(let next):
                membership = next
                return nil
            case .end(let refusal):
                return refusal
            }
        }
        if let refusal = refusal ?? nil {
            await self.end(id, because: refusal)
        }
    }

    private func user(of membership: Membership) async throws -> User? {
        guard let id = membership.identity.user else { return nil }
        return try await self.directory.user(id: id)
    }

    private func end(_ id: ExactString, because refusal: AuthenticationRefusal) async {
        self.logger.info("socket sent away", metadata: ["socket": "\(id)", "code": "\(refusal.rawValue)"])
        await self.members.end(id, because: refusal)
    }
}
