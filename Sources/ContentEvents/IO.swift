package import ContentModel
package import JSONText

/// The two verbs: ``emit(type:action:data:idempotencyKey:)`` and ``raw(event:data:rooms:except:idempotencyKey:)``.
///
/// Events are delivered in the order in which they are accepted: between the two nothing waits.
package actor IO {
    /// How many idempotency keys are remembered.
    private static let rememberedKeys = 10_000
    /// How many fan-outs are kept for one state of the rights and the types.
    private static let keptFanOuts = 1_000

    package private(set) var counters = EmitCounters()

    let catalog: LiveCatalog
    let directory: any RightsDirectory
    private let delivery: any Delivery
    let policy: EmitPolicy
    private var sequence = EventSequence(node: .random(in: 0 ... .max))
    private var records = IdempotencyRecords(capacity: IO.rememberedKeys)
    private var fanOuts: [FanOutKey: FanOut] = [:]
    private var fanOutsVersion: FanOutsVersion?

    private struct FanOutsVersion: Equatable {
        let rights: Int
        let catalog: Int
    }

    private struct FanOutKey: Hashable {
        let uid: ExactString
        let action: ExactString
    }

    package init(
        catalog: LiveCatalog,
        directory: any RightsDirectory,
        delivery: any Delivery,
        policy: EmitPolicy
    ) {
        self.catalog = catalog
        self.directory = directory
        self.delivery = delivery
        self.policy = policy
    }

    /// Sends an entry to every audience with the right to the event, to each as it may see it.
    ///
    /// - Parameters:
    ///   - type: A singular name, or a uid.
    ///   - action: A built-in one, or one that some grant names for the type.
    ///   - data: A JSON text: an entry, or an array of entries.
    ///   - idempotencyKey: 1 to 256 bytes. The same request under the same key within 24 hours is not sent again, and gets
    ///     the first receipt; of the keys the latest 10,000 are known.
    /// - Returns: Once every event loop has written the event.
    /// - Throws: ``EmitError``; then nobody was sent anything.
    package func emit(
        type: ExactString,
        action: ExactString,
        data: [UInt8],
        idempotencyKey: String? = nil
    ) async throws(EmitError) -> Receipt {
        let parts = { [Array("emit".utf8), Array(type.utf8), Array(action.utf8), data] }
        return try await self.once(idempotencyKey, parts) { io throws(EmitError) in
            try io.accept(type: type, action: action, data: data)
        }
    }

    /// Sends data as it is, under any name, to everyone or to the rooms given: neither checked against rights nor sanitized.
    ///
    /// - Parameters:
    ///   - event: Any name but those that Socket.IO keeps for itself.
    ///   - data: A JSON text, sent as written; nil for none.
    ///   - rooms: As ``RawRoom`` reads them; empty for everyone.
    ///   - except: Whoever is in one of these gets nothing.
    ///   - idempotencyKey: As for ``emit(type:action:data:idempotencyKey:)``.
    /// - Returns: Once every event loop has written the event.
    /// - Throws: ``EmitError``; then nobody was sent anything.
    package func raw(
        event: ExactString,
        data: [UInt8]?,
        rooms: [ExactString] = [],
        except: [ExactString] = [],
        idempotencyKey: String? = nil
    ) async throws(EmitError) -> Receipt {
        let parts = {
            let names = [rooms, except].flatMap { [Array("\($0.count)".utf8)] + $0.map { Array($0.utf8) } }
            return [Array("raw".utf8), Array(event.utf8)] + names + (data.map { [$0] } ?? [])
        }
        return try await self.once(idempotencyKey, parts) { io throws(EmitError) in
            try io.accept(event: event, data: data, rooms: rooms, except: except)
        }
    }

    /// The type that an event of that name would be of.
    package func contentType(named name: ExactString) -> ContentType? {
        self.catalog.current.contentType(named: name)
    }

    /// The types that there are.
    package var contentCatalog: ContentCatalog { self.catalog.current }

    /// Accepts a request unless the key says that it was.
    ///
    /// From the look-up of the key until its record nothing waits, so that two requests with one key cannot both be
    /// accepted.
    ///
    /// - Parameter parts: Everything that decides what is sent to whom; asked for only if there is a key.
    private func once(
        _ key: String?,
        _ parts: () -> [[UInt8]],
        accept: (isolated IO) throws(EmitError) -> Accepted
    ) async throws(EmitError) -> Receipt {
        guard let key = key.map({ ExactString($0) }) else {
            return try await self.counted(accept).receipt()
        }
        let request = RequestDigest(parts: parts())
        let now = self.policy.clock.milliseconds
        switch self.records.find(key, for: request, at: now) {
        case .sameRequest(let receipt):
            return await receipt.value.asRepeated
        case .otherRequest:
            throw self.refused(
                EmitError(
                    .badData,
                    "the idempotency key \(quoted(key)) was used for another request within 24 hours: use a new key."
                )
            )
        case .nothing:
            guard (1...IdempotencyRecords.longestKey).contains(key.utf8.count) else {
                throw self.refused(
                    EmitError(.usage, "an idempotency key has 1 to 256 bytes: give a shorter one, or none.")
                )
            }
            let accepted = try self.counted(accept)
            let receipt = Task { await accepted.receipt() }
            self.records.add(key, for: request, receipt: receipt, at: now)
            return await receipt.value
        }
    }

    private func counted(_ accept: (isolated IO) throws(EmitError) -> Accepted) throws(EmitError) -> Accepted {
        do throws(EmitError) {
            let accepted = try accept(self)
            self.counters.accepted += 1
            return accepted
        } catch {
            throw self.refused(error)
        }
    }

    private func refused(_ error: EmitError) -> EmitError {
        self.counters.refused += 1
        return error
    }
}

extension IO {
    private func accept(type name: ExactString, action: ExactString, data: [UInt8]) throws(EmitError) -> Accepted {
        let rights = self.directory.rights
        guard !rights.isSuspended else {
            throw EmitError(
                .unavailable,
                "nobody knows any more who may receive it: the rights cannot be read (see GET /readyz). Send it again later."
            )
        }
        let edition = self.catalog.edition
        let type = try edition.catalog.type(emitted: name)
        try rights.check(action, of: type)
        let event = try PreparedEvent(
            type,
            action,
            data: data,
            policy: self.policy,
            hasWatchers: self.delivery.hasWatchers
        ) { self.fanOut(of: action, type, rights, edition) }
        self.counters.failedViews += event.outcome.failures
        if let refusal = event.refusal { throw refusal }

        let number = self.sequence.next(at: event.at)
        let reach = self.delivery.deliver(
            OutgoingEvent(
                id: number.id,
                offset: number.offset,
                at: number.at,
                subject: event.subject,
                action: action,
                views: event.outcome.views,
                operatorView: event.outcome.operatorView,
                entry: EventEntry(event.document, fanOut: event.fanOut),
                rights: rights,
                failed: event.outcome.failed
            )
        )
        return Accepted(number: number, event: event.fanOut.name, shares: event.outcome.shares, reach: reach)
    }

    private func fanOut(
        of action: ExactString,
        _ type: ContentType,
        _ rights: Rights,
        _ edition: LiveCatalog.Edition
    ) -> FanOut {
        let version = FanOutsVersion(rights: rights.version, catalog: edition.version)
        if self.fanOutsVersion != version || self.fanOuts.count >= Self.keptFanOuts {
            self.fanOuts.removeAll()
            self.fanOutsVersion = version
        }
        let key = FanOutKey(uid: type.uid, action: action)
        if let known = self.fanOuts[key] { return known }
        let new = FanOut(action, of: type, to: rights, catalog: edition.catalog, policy: self.policy)
        self.fanOuts[key] = new
        return new
    }
}

extension IO {
    private func accept(
        event: ExactString,
        data: [UInt8]?,
        rooms: [ExactString],
        except: [ExactString]
    ) throws(EmitError) -> Accepted {
        guard event != "", !ContentAction.reserved.contains(event) else {
            throw EmitError(
                .badData,
                "\(quoted(event)) cannot be the name of an event: it is empty or Socket.IO's own. Name it otherwise."
            )
        }
        let rights = self.directory.rights
        let included = try rooms.map { name throws(EmitError) in try RawRoom(named: name, in: rights) }
        let excluded = try except.map { name throws(EmitError) in try RawRoom(named: name, in: rights) }
        var argument = JSONWriter(capacity: (data?.count ?? 0) + 16)
        argument.beginObject()
        if let data {
            let document = try JSONDocument(emitted: data)
            argument.key("data")
            argument.raw(Array(document.bytes[document.range(document.root)]))
        }
        argument.endObject()

        let number = self.sequence.next(at: self.policy.clock.milliseconds)
        let reach = self.delivery.deliver(
            OutgoingRawEvent(
                id: number.id,
                offset: number.offset,
                at: number.at,
                view: EncodedView(name: event, unsanitized: argument.bytes),
                rooms: included,
                except: excluded,
                rights: rights
            )
        )
        return Accepted(number: number, event: event, shares: [], reach: reach)
    }
}
