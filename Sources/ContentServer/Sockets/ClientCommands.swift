package import ContentEvents
import ContentModel
package import JSONText

/// Carries out what the clients of `/` ask for, each within its own rights.
package struct ClientCommands: Sendable {
    /// How many rooms, and how many subscriptions, one socket may have.
    package static let mostPerSocket = 100

    private let members: Members
    private let directory: any RightsDirectory
    private let authenticator: Authenticator
    private let rights: RightsWatch
    private let catalog: LiveCatalog

    package init(
        members: Members,
        directory: any RightsDirectory,
        authenticator: Authenticator,
        rights: RightsWatch,
        catalog: LiveCatalog
    ) {
        self.members = members
        self.directory = directory
        self.authenticator = authenticator
        self.rights = rights
        self.catalog = catalog
    }

    /// - Parameter socket: The id of the socket that asks.
    package func perform(_ command: ClientCommand, for socket: ExactString) async -> ClientAnswer {
        if case .refresh(let auth) = command {
            return await self.refresh(auth, for: socket)
        }
        if case .joinRoom(let name) = command, await self.members.contains(name) {
            return .refused("not allowed to join '\(name)'")
        }
        let answer = await self.members.update(socket) { membership -> ClientAnswer in
            self.change(&membership, command)
        }
        return answer ?? .refused("not connected")
    }

    private func change(_ membership: inout Membership, _ command: ClientCommand) -> ClientAnswer {
        let audience = self.directory.rights.audience(membership.identity.audience)
        switch command {
        case .joinRoom(let name):
            return membership.join(name, audience: audience)
        case .leaveRoom(let name):
            membership.leave(name)
            return .room(name)
        case .getRooms:
            return .rooms(membership.allCustomRooms.sorted())
        case .subscribeEntity(let type, let id):
            guard self.isVisible(type, to: audience) else { return Self.unknown(type) }
            return membership.subscribe(to: [.entity(type: type, id: id)]) ?? .entity(type: type, id: id)
        case .unsubscribeEntity(let type, let id):
            membership.subscriptions.removeAll { $0 == .entity(type: type, id: id) }
            return .entity(type: type, id: id)
        case .getEntitySubscriptions:
            return .subscriptions(membership.subscriptions.filter { if case .entity = $0 { true } else { false } })
        case .subscribe(let subscriptions):
            return self.narrow(&membership, to: subscriptions, audience: audience)
        case .unsubscribe:
            membership.subscriptions.removeAll()
            membership.isNarrowed = false
            return .done
        case .refresh:
            return .refused("not connected")
        }
    }

    /// Narrows a socket: from now on it gets only what its subscriptions name.
    package func narrow(
        _ membership: inout Membership,
        to subscriptions: [Subscription],
        audience: Audience?
    ) -> ClientAnswer {
        for case .entity(let type, _) in subscriptions where !self.isVisible(type, to: audience) {
            return Self.unknown(type)
        }
        if let refusal = membership.subscribe(to: subscriptions) { return refusal }
        membership.isNarrowed = true
        return .subscriptions(membership.subscriptions)
    }

    private func refresh(_ auth: JSONDocument, for socket: ExactString) async -> ClientAnswer {
        do throws(AuthenticationRefusal) {
            let identity = try await self.authenticator.identity(of: auth)
            let answer = await self.members.update(socket) { membership in
                let audience = self.directory.rights.audience(identity.audience)
                if membership.identity.user != identity.user || membership.identity.audience != identity.audience {
                    // The operator meant whoever it was before.
                    membership.assignedRooms.removeAll()
                }
                membership.identity = identity
                membership.customRooms = membership.customRooms.filter { audience?.mayJoin($0) ?? false }
                return ClientAnswer.done
            }
            // The rights may have changed since the token was read.
            await self.rights.review(socket)
            return answer ?? .refused("not connected")
        } catch {
            return .refused(error.rawValue)
        }
    }

    /// Whether any event of the type could reach the audience: others must not learn which types there are.
    private func isVisible(_ type: ExactString, to audience: Audience?) -> Bool {
        guard let audience, self.catalog.current.contentType(named: type)?.uid == type else { return false }
        return audience.permissions.isFullAccess
            || audience.permissions.actions.contains { $0.string.utf8.starts(with: "\(type).".utf8) }
    }

    private static func unknown(_ type: ExactString) -> ClientAnswer {
        .refused("no content type '\(type)' whose events you may get")
    }
}

extension Membership {
    fileprivate mutating func join(_ room: ExactString, audience: Audience?) -> ClientAnswer {
        guard RawRoom.isCustomName(room), audience?.mayJoin(room) == true else {
            return .refused("not allowed to join '\(room)'")
        }
        guard self.customRooms.contains(room) || self.allCustomRooms.count < ClientCommands.mostPerSocket else {
            return .refused("a socket may be in \(ClientCommands.mostPerSocket) rooms")
        }
        self.customRooms.insert(room)
        return .room(room)
    }

    /// - Returns: The refusal, if there is one.
    fileprivate mutating func subscribe(to subscriptions: [Subscription]) -> ClientAnswer? {
        var all = self.subscriptions
        for subscription in subscriptions where !all.contains(subscription) {
            guard all.count < ClientCommands.mostPerSocket else {
                return .refused("a socket may have \(ClientCommands.mostPerSocket) subscriptions")
            }
            all.append(subscription)
        }
        self.subscriptions = all
        return nil
    }
}
