package import JSONText

/// What a webhook is about, by the name of its event.
///
/// Source: Strapi 4 and 5, "Webhooks", available events.
package enum WebhookKind: Sendable, Equatable {
    case about(Subject)
    /// Somebody pressed "Trigger" in the admin panel.
    case test
    case unknown

    /// What has a content type.
    package enum Subject: Sendable, Equatable {
        case entry(Moment.Step)
        case draftDiscard
        case media(Moment.Step)
        case stage
        case release
    }

    package init(event: ExactString) {
        self =
            switch event {
            case "entry.create": .about(.entry(.create))
            case "entry.update": .about(.entry(.update))
            case "entry.delete": .about(.entry(.delete))
            case "entry.publish": .about(.entry(.publish))
            case "entry.unpublish": .about(.entry(.unpublish))
            case "entry.draft-discard": .about(.draftDiscard)
            case "media.create": .about(.media(.create))
            case "media.update": .about(.media(.update))
            case "media.delete": .about(.media(.delete))
            case "review-workflows.updateEntryStage": .about(.stage)
            case "releases.publish": .about(.release)
            case "trigger-test": .test
            default: .unknown
            }
    }
}

/// What a webhook means to its content type.
package enum WebhookMeaning: Sendable {
    case change(EntryChange)
    /// An event that is sent only if a grant names it.
    case notice(EntryEvent)
    /// A release that failed, which is told to nobody.
    case failure
}
