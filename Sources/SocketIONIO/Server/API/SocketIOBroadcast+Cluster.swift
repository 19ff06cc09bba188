import JSONText

extension SocketIOBroadcast {
    var cluster: ClusterNode { self.namespace.cluster }

    var questionTimeout: Duration { self.ackTimeout ?? .seconds(5) }

    /// How many other servers are meant.
    func peerCount() async throws -> Int { self.isLocal ? 0 : try await self.cluster.peerCount() }

    /// Asks other servers, if there are any, while `body` runs.
    func asking<Result>(
        _ peers: Int,
        _ message: (ClusterQuestionID) -> ClusterMessage,
        listener: @escaping ClusterNode.Listener,
        body: () async throws -> Result
    ) async throws -> Result {
        guard peers > 0 else { return try await body() }
        return try await self.cluster.ask(message, listener: listener, body: body)
    }

    /// Asks other servers and waits for an answer of each.
    ///
    /// - Parameter answer: What an answer says; `nil` for one to another question.
    /// - Throws: ``ClusterError`` when some did not answer in time.
    func askPeers<Answer: Sendable>(
        _ message: (ClusterQuestionID) -> ClusterMessage,
        answer: @escaping @Sendable (ClusterAnswer) -> Answer?
    ) async throws -> [Answer] {
        let peers = try await self.peerCount()
        guard peers > 0 else { return [] }
        let gatherer = Gatherer<Answer>(parts: 0, due: peers)
        return try await self.asking(peers, message) { received in
            if let value = answer(received) { gatherer.answer(value) }
        } body: {
            switch await gatherer.outcome(within: self.questionTimeout, eventLoop: self.namespace.anyEventLoop) {
            case .complete(let answers): return answers
            case .incomplete(let answers, _): throw ClusterError(asked: peers, answered: answers.count)
            case .cancelled: throw CancellationError()
            }
        }
    }
}
