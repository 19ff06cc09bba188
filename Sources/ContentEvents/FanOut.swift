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
struct FanOut: Sendable {
    /// `article:update`
    let name: ExactString
    private let groups: [Group]
    private let fullAccess: ViewPlan

    /// Audiences whose views are always equal.
    private struct Group: Sendable {
        let plan: ViewPlan
        var audiences: [(place: Int, audience: Audience)]
    }

    /// - Parameters:
    ///   - audiences: Those that receive the event, in the order of the receipt.
    ///   - plan: Makes the plan for permissions.
    init(name: ExactString, audiences: [Audience], plan: (Permissions) -> ViewPlan) {
        self.name = name
        self.fullAccess = plan(.fullAccess)
        var groups: [Group] = []
        var places: [ViewPlan.Signature: Int] = [:]
        for (place, audience) in audiences.enumerated() {
            let plan = plan(audience.permissions)
            if let known = places[plan.signature] {
                groups[known].audiences.append((place, audience))
            } else {
                places[plan.signature] = groups.count
                groups.append(Group(plan: plan, audiences: [(place, audience)]))
            }
        }
        self.groups = groups
    }

    /// What becomes of an event: views to deliver, and for each audience what it does not get.
    struct Outcome: Sendable {
        let views: [AddressedView]
        let operatorView: EncodedView?
        /// In the order of the receipt.
        let shares: [Share]
        /// How many audiences, and operators as one more, have no view because it could not be made.
        let failures: Int
        /// Why nobody at all can be sent anything; nil if somebody can, or nobody has the right.
        let error: ViewError?
    }

    /// One audience's part in an event.
    struct Share: Sendable {
        let audience: Audience
        let result: Result<[DroppedField], ViewError>
    }

    /// Makes the views. An audience whose view cannot be made gets nothing.
    ///
    /// - Parameters:
    ///   - second: Seconds since 1970: tokens that have expired by then get nothing.
    ///   - hasWatchers: Whether the full-access view is wanted. When nobody receives the event, it is made all the same,
    ///     so that data that could not be sent is refused whoever listens.
    func spread(_ document: JSONDocument, at second: Int64, hasWatchers: Bool) -> Outcome {
        var maker = ViewMaker(name: self.name, document: document)
        var addressed: [Int: [(place: Int, audience: Audience)]] = [:]
        var shares: [(place: Int, share: Share)] = []
        for group in self.groups {
            let living = group.audiences.filter { !$0.audience.isExpired(at: second) }
            guard !living.isEmpty else { continue }
            let made = maker.make(by: group.plan)
            if case .success(let made) = made { addressed[made.encoded, default: []] += living }
            let result = made.map(\.view.dropped)
            shares += living.map { ($0.place, Share(audience: $0.audience, result: result)) }
        }
        let watched = hasWatchers || shares.isEmpty ? maker.make(by: self.fullAccess) : nil
        shares.sort { $0.place < $1.place }
        return Outcome(
            views: maker.encoded.indices.compactMap { index in
                addressed[index].map { audiences in
                    let inOrder = audiences.sorted { $0.place < $1.place }.map(\.audience)
                    return AddressedView(view: maker.encoded[index], audiences: inOrder)
                }
            },
            operatorView: hasWatchers ? watched?.success.map { maker.encoded[$0.encoded] } : nil,
            shares: shares.map(\.share),
            failures: shares.count { $0.share.result.failure != nil } + (watched?.failure == nil ? 0 : 1),
            error: addressed.isEmpty ? shares.first?.share.result.failure ?? watched?.failure : nil
        )
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
    fileprivate var success: Success? {
        if case .success(let value) = self { value } else { nil }
    }

    var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
