import ContentServer
import Foundation
import JSONText
import Logging
import NIOCore
import NIOPosix
import SocketIONIO
import TestStrapi
import Testing

@Suite("Revocation in Strapi", .timeLimit(.minutes(5)))
struct StrapiRevocationTests {
    private static let count = 1000

    @Test(
        "reaches 1,000 sockets of as many users: after it no event is delivered",
        arguments: StrapiTestDatabase.Engine.allCases
    )
    func measured(engine: StrapiTestDatabase.Engine) async throws {
        let site = try await StrapiSite(.init(engine: engine, version: 5))
        try site.database.addUsers(Self.count, role: 1)
        let server = try await site.serve()
        let audience = try await Self.Audience(Self.count, of: server)

        let emitter = Task {
            // Until nobody gets it: the one event after the last that was delivered.
            while try await server.run("emit", "article", "update", StrapiServeTests.entry).sockets > 0 {}
        }
        try await audience.waits(forEvents: Self.count)
        try site.database.blockUsers(role: 1)
        let change = ContinuousClock.now
        try await emitter.value
        try await audience.waitsForEnds()

        #expect(audience.told.values.allSatisfy { $0 == "user-blocked" }, "each was told why")
        #expect(audience.told.count == Self.count)
        let last = audience.lastEvent - change
        let end = audience.lastEnd - change
        print("\(engine): from the change to the last event \(last), to the last socket sent away \(end)")
        await audience.close()
        try await server.stop()
    }
}

extension StrapiRevocationTests {
    /// Many clients, and when events came to any of them.
    final class Audience: Sendable {
        private struct State {
            var events = 0
            var lastEvent = ContinuousClock.now
            var lastEnd = ContinuousClock.now
            /// The codes with which clients were sent away.
            var codes: [Int: String] = [:]
        }

        private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        private let state = Watched(State())
        private let readers: [Task<Void, Never>]

        var told: [Int: String] { self.state.value.codes }
        var lastEvent: ContinuousClock.Instant { self.state.value.lastEvent }
        var lastEnd: ContinuousClock.Instant { self.state.value.lastEnd }

        /// - Parameter count: A client for each of as many users, as ``StrapiTestDatabase/addUsers(_:role:)`` made them.
        init(_ count: Int, of server: RunningServer) async throws {
            var readers: [Task<Void, Never>] = []
            for number in 0..<count {
                var configuration = SocketIOClient.Configuration(url: server.url)
                configuration.transports = [.websocket]
                configuration.reconnection = nil
                let user = StrapiTestDatabase.firstAddedUser + Int64(number)
                configuration.auth = .json(Array(StrapiSite.jwt(user: user).utf8))
                let logger = Logger(label: "client") { _ in SwiftLogNoOpLogHandler() }
                let client = SocketIOClient(configuration: configuration, group: self.group, logger: logger)
                try await client.connect()
                readers.append(Task { [state] in await Self.read(client, number, into: state) })
            }
            self.readers = readers
        }

        private static func read(_ client: SocketIOClient, _ number: Int, into state: Watched<State>) async {
            for await event in client.events {
                switch event {
                case .event(let message) where message.name == "auth:ended":
                    let code = message.arguments.first.flatMap { message.document.value("code", in: $0) }
                        .flatMap(message.document.string)
                    state.change {
                        $0.codes[number] = code ?? ""
                        $0.lastEnd = .now
                    }
                case .event(let message) where message.name == "article:update":
                    state.change {
                        $0.events += 1
                        $0.lastEvent = .now
                    }
                default: break
                }
            }
        }

        func waits(forEvents count: Int) async throws {
            try await self.waits("events") { $0.events >= count }
        }

        /// Until every client was sent away.
        func waitsForEnds() async throws {
            let count = self.readers.count
            try await self.waits("ends") { $0.codes.count == count }
        }

        private func waits(_ what: String, until isSo: @escaping @Sendable (State) -> Bool) async throws {
            _ = try await self.state.wait(within: .seconds(60)) {
                isSo($0) ? true : nil
            } missing: { state, when in
                ProgramProblem(description: "no \(what) \(when): \(state.events) events, \(state.codes.count) ends")
            }
        }

        func close() async {
            for reader in self.readers { reader.cancel() }
            // What is left of it ends with the tests.
            try? await self.group.shutdownGracefully()
        }
    }
}

extension StrapiTestDatabase {
    static let firstAddedUser: Int64 = 5

    /// Adds users after those of the seeds.
    func addUsers(_ count: Int, role: Int) throws {
        let ids = Self.firstAddedUser..<Self.firstAddedUser + Int64(count)
        let users = ids.map { "('user\($0)', \(self.flag(true)), \(self.flag(false)))" }.joined(separator: ", ")
        try self.run("INSERT INTO up_users (username, confirmed, blocked) VALUES \(users)")
        let links = ids.map { "(\($0), \(role))" }.joined(separator: ", ")
        try self.run("INSERT INTO \(self.userRoles) (user_id, role_id) VALUES \(links)")
    }

    func blockUsers(role: Int) throws {
        try self.run(
            "UPDATE up_users SET blocked = \(self.flag(true)) "
                + "WHERE id IN (SELECT user_id FROM \(self.userRoles) WHERE role_id = \(role))"
        )
    }
}

extension Program.Result {
    /// How many sockets an event went to, by the receipt.
    fileprivate var sockets: Int {
        guard let receipt = try? JSONDocument(parsing: self.output) else { return 0 }
        return receipt.value("sockets", in: receipt.root).flatMap(receipt.integer) ?? 0
    }
}
