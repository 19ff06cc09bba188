import ContentModel
import JSONText

/// A preview in the making, an audience after the other.
struct PreviewDraft {
    private let event: PreparedEvent
    private let policy: EmitPolicy
    private let withFields: Bool
    private let isFromSchema: Bool
    private let arguments: [AudienceID: [UInt8]]
    private let results: [AudienceID: Result<[DroppedReceipt], ViewError>]
    private var audiences: [AudiencePreview] = []
    private var views: [SharedView] = []

    private struct SharedView {
        let argument: [UInt8]
        let dropped: [DroppedReceipt]
        let fields: [FieldPreview]
        var audiences: [String]
    }

    init(_ event: PreparedEvent, policy: EmitPolicy, withFields: Bool, isFromSchema: Bool) {
        self.event = event
        self.policy = policy
        self.withFields = withFields
        self.isFromSchema = isFromSchema
        let arguments = event.outcome.views.flatMap { addressed in
            addressed.audiences.map { ($0.id, addressed.view.argument) }
        }
        self.arguments = Dictionary(arguments) { first, _ in first }
        self.results = Dictionary(event.outcome.shares.map { ($0.id, $0.result) }) { first, _ in first }
    }

    /// - Parameter sockets: Those that an audience has for the event; nil where no server counts.
    mutating func add(_ subject: PreviewSubject, sockets: Int?) {
        switch subject {
        case .nobody(let label, let reason):
            self.refuse(label, reason, sockets)
        case .audience(let audience, let label):
            let sentences = RightsSentences(audience, action: self.shortForm(of: self.event.action))
            guard
                let reason = audience.reasonToReceive(
                    self.event.action,
                    of: self.event.type.uid,
                    under: self.policy.receive,
                    publishing: self.policy.publishing
                )
            else {
                let lack = audience.isReadOnlyToken ? sentences.isReadOnly : sentences.hasNoGrant
                return self.refuse(label, lack, sockets)
            }
            // The rights may have been read in the last second of a token.
            guard let result = self.results[audience.id] else {
                return self.refuse(label, RightsSentences.hasExpired(label, keeper: audience.keeper), sockets)
            }
            let granted = self.granted(by: reason, sentences)
            self.audiences.append(
                AudiencePreview(
                    audience: label,
                    receives: true,
                    reason: audience.mayConnect ? granted : "\(granted), but \(sentences.mayNotConnect)",
                    sockets: sockets,
                    error: result.failure?.description,
                    view: result.success.map { self.place(of: audience.id, label, dropped: $0) }
                )
            )
        }
    }

    var preview: Preview {
        let counts = self.audiences.map(\.sockets)
        return Preview(
            event: self.event.fanOut.name.string,
            isFromSchema: self.isFromSchema,
            sockets: counts.contains(nil) ? nil : counts.reduce(0) { $0 + ($1 ?? 0) },
            audiences: self.audiences,
            views: self.views.map { shared in
                ViewPreview(
                    audiences: shared.audiences,
                    argument: self.isFromSchema ? nil : shared.argument,
                    dropped: shared.dropped,
                    fields: shared.fields
                )
            }
        )
    }

    private mutating func refuse(_ label: String, _ reason: String, _ sockets: Int?) {
        self.audiences.append(
            AudiencePreview(
                audience: label,
                receives: false,
                reason: reason,
                sockets: sockets,
                error: nil,
                view: nil
            )
        )
    }

    /// The number of the view that an audience gets, which others may get too.
    private mutating func place(of audience: AudienceID, _ label: String, dropped: [DroppedReceipt]) -> Int {
        let argument = self.arguments[audience] ?? []
        if let known = self.views.firstIndex(where: { $0.argument == argument && $0.dropped == dropped }) {
            self.views[known].audiences.append(label)
            return known
        }
        let fields = self.withFields ? self.fields(for: audience) : []
        self.views.append(SharedView(argument: argument, dropped: dropped, fields: fields, audiences: [label]))
        return self.views.count - 1
    }

    private func fields(for audience: AudienceID) -> [FieldPreview] {
        // A plan that makes no view of the document was told as the error of its audience.
        let outcomes = try? self.event.fanOut.plan(for: audience)?.outcomes(of: self.event.document)
        return (outcomes ?? []).map(FieldPreview.init)
    }

    private func granted(by reason: ReceiveReason, _ sentences: RightsSentences) -> String {
        var grant = ""
        if case .grant(let id) = reason {
            let word = id.utf8.dropFirst(self.event.type.uid.utf8.count + 1)
            grant = self.shortForm(of: ExactString(String(decoding: word, as: UTF8.self)))
        }
        let note = self.policy.receive == .read ? RightsSentences.readingDecides : ""
        return sentences.granted(by: reason, grant: grant, note: note)
    }

    /// How people write an action of the type.
    private func shortForm(of action: ExactString) -> String {
        let type = self.event.type
        return type.isOfProject ? "\(type.singularName):\(action)" : ContentAction.id(action, of: type.uid).string
    }
}

extension FieldPreview {
    init(_ outcome: FieldOutcome) {
        switch outcome.fate {
        case .kept: self.init(path: outcome.path, outcome: .kept, rule: nil, reason: nil)
        case .partlyDropped(let rule): self.init(outcome.path, .partly, rule)
        case .dropped(let rule): self.init(outcome.path, .dropped, rule)
        }
    }

    private init(_ path: String, _ outcome: Outcome, _ rule: DropRule) {
        self.init(path: path, outcome: outcome, rule: rule.code, reason: rule.description)
    }
}
