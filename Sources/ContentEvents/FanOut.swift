import ContentModel
package import JSONText

/// An event as sockets get it: a name and one argument, ready to be sent.
///
/// Delivery takes nothing else. Of an entry only ``FanOut`` makes one, from a sanitized view; the one other door is
/// `init(unsanitized:)`, which belongs to `raw` and is not open to other rooms.
package struct EncodedView: Sendable, Equatable {
    package let name: ExactString
    /// A JSON text.
    package let argument: [UInt8]

    fileprivate init(name: ExactString, sanitized view: View) {
        self.name = name
        self.argument = view.argument
    }

    init(name: ExactString, unsanitized argument: [UInt8]) {
        self.name = name
        self.argument = argument
    }
}

/// Who receives one event of one type, and by which plans their views are made: worked out once for a state of the rights.
final class FanOut: Sendable {
    /// `article:update`
    let name: ExactString
    /// In the order of the receipt.
    private let audiences: [Audience]
    private let groups: [Group]
    private let fullAccess: ViewPlan
    private let canExpire: Bool

    /// Audiences whose views are always equal.
    private struct Group: Sendable {
        let plan: ViewPlan
        let words = DroppedWords()
        /// Indices of ``FanOut/audiences``.
        var places: [Int]
    }

    /// - Parameters:
    ///   - audiences: Those that receive the event, in the order of the receipt.
    ///   - plan: Makes the plan for permissions.
    init(name: ExactString, audiences: [Audience], plan: (Permissions) -> ViewPlan) {
        self.name = name
        self.audiences = audiences
        self.fullAccess = plan(.fullAccess)
        self.canExpire = audiences.contains { $0.expiresAt != nil }
        var groups: [Group] = []
        var known: [ViewPlan.Signature: Int] = [:]
        for (place, audience) in audiences.enumerated() {
            let plan = plan(audience.permissions)
            if let group = known[plan.signature] {
                groups[group].places.append(place)
            } else {
                known[plan.signature] = groups.count
                groups.append(Group(plan: plan, places: [place]))
            }
        }
        self.groups = groups
    }

    /// The plan by which an audience's views are made; nil when it does not receive the event.
    func plan(for audience: AudienceID) -> ViewPlan? {
        self.groups.first { group in group.places.contains { self.audiences[$0].id == audience } }?.plan
    }

    /// What becomes of an event: views to deliver, and for each audience what it does not get.
    struct Outcome: Sendable {
        let views: [AddressedView]
        let operatorView: EncodedView?
        /// In the order of the receipt.
        let shares: [Share]
        /// How many audiences, and operators as one more, have no view because it could not be made.
        let failures: Int
        /// The audiences without a view.
        var failed: [AudienceID] { self.failures == 0 ? [] : self.shares.filter { $0.result.failure != nil }.map(\.id) }
        /// Why nobody at all can be sent anything; nil if somebody can, or nobody has the right.
        let error: ViewError?
    }

    /// One audience's part in an event.
    struct Share: Sendable {
        let id: AudienceID
        let label: ExactString
        let result: Result<[DroppedReceipt], ViewError>
    }

    /// Makes the views. An audience whose view cannot be made gets nothing.
    ///
    /// - Parameters:
    ///   - second: Seconds since 1970: tokens that have expired by then get nothing.
    ///   - hasWatchers: Whether the full-access view is wanted. When nobody receives the event, it is made all the same,
    ///     so that data that could not be sent is refused whoever listens.
    func spread(_ document: JSONDocument, at second: Int64, hasWatchers: Bool) -> Outcome {
        var maker = ViewMaker(name: self.name, document: document)
        var parts = [Part?](repeating: nil, count: self.audiences.count)
        for group in self.groups {
            let places = self.canExpire ? self.living(group.places, at: second) : group.places
            if places.isEmpty { continue }
            let made = maker.make(by: group.plan)
            let part = Part(view: made.success?.encoded, result: made.map { group.words.receipts(for: $0.view.drops) })
            for place in places { parts[place] = part }
        }
        let shares = self.shares(parts)
        let watched = hasWatchers || shares.isEmpty ? maker.make(by: self.fullAccess) : nil
        let views = self.addressed(maker.encoded, parts)
        return Outcome(
            views: views,
            operatorView: hasWatchers ? watched?.success.map { maker.encoded[$0.encoded] } : nil,
            shares: shares,
            failures: shares.count { $0.result.failure != nil } + (watched?.failure == nil ? 0 : 1),
            error: views.isEmpty ? shares.first?.result.failure ?? watched?.failure : nil
        )
    }

    /// What operators see of an entry; nil if it cannot be made.
    func fullAccessView(of document: JSONDocument) -> EncodedView? {
        var maker = ViewMaker(name: self.name, document: document)
        let made = maker.make(by: self.fullAccess)
        return made.success.map { maker.encoded[$0.encoded] }
    }

    /// What an audience gets, and does not.
    private struct Part {
        /// Index among ``ViewMaker/encoded``; nil when it gets nothing.
        let view: Int?
        let result: Result<[DroppedReceipt], ViewError>
    }

    private func living(_ places: [Int], at second: Int64) -> [Int] {
        places.filter { !self.audiences[$0].isExpired(at: second) }
    }

    private func shares(_ parts: [Part?]) -> [Share] {
        var shares: [Share] = []
        shares.reserveCapacity(parts.count)
        for (place, part) in parts.enumerated() {
            guard let part else { continue }
            let audience = self.audiences[place]
            shares.append(Share(id: audience.id, label: audience.label, result: part.result))
        }
        return shares
    }

    private func addressed(_ encoded: [EncodedView], _ parts: [Part?]) -> [AddressedView] {
        encoded.enumerated().compactMap { index, view in
            let places = parts.indices.filter { parts[$0]?.view == index }
            return places.isEmpty ? nil : AddressedView(view: view, audiences: places.map { self.audiences[$0] })
        }
    }
}

/// Makes views of one document, each distinct one once.
private struct ViewMaker {
    struct Made {
        let view: View
        /// Index among ``ViewMaker/encoded``.
        let encoded: Int
    }

    let name: ExactString
    let document: JSONDocument
    private(set) var encoded: [EncodedView] = []
    private var made: [Made] = []

    init(name: ExactString, document: JSONDocument) {
        self.name = name
        self.document = document
    }

    mutating func make(by plan: ViewPlan) -> Result<Made, ViewError> {
        if let known = self.made.first(where: { $0.view.holds(for: plan) }) { return .success(known) }
        do throws(ViewError) {
            let new = self.encode(try plan.view(of: self.document))
            self.made.append(new)
            return .success(new)
        } catch {
            return .failure(error)
        }
    }

    private mutating func encode(_ view: View) -> Made {
        if let same = self.encoded.firstIndex(where: { $0.argument == view.argument }) {
            return Made(view: view, encoded: same)
        }
        self.encoded.append(EncodedView(name: self.name, sanitized: view))
        return Made(view: view, encoded: self.encoded.count - 1)
    }
}

extension Result {
    var success: Success? {
        if case .success(let value) = self { value } else { nil }
    }

    var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
