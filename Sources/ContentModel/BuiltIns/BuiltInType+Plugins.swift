import JSONText

extension BuiltInType {
    /// The types of the bundled plugins.
    ///
    /// Source: the effective schemas of Strapi 4.22.1 and 5.37.1, dumped after start (vectors/strapi-output/effective).
    static let plugins: [BuiltInType] = [
        BuiltInType(
            "plugin::upload.file",
            [
                .value("name", .string),
                .value("alternativeText", .string).only(in: .v4),
                .value("caption", .string).only(in: .v4),
                .value("alternativeText", .text).only(in: .v5),
                .value("caption", .text).only(in: .v5),
                .value("focalPoint", .json).only(in: .v5),
                .value("width", .integer),
                .value("height", .integer),
                .value("formats", .json),
                .value("hash", .string),
                .value("ext", .string),
                .value("mime", .string),
                .value("size", .decimal),
                .value("url", .string).only(in: .v4),
                .value("previewUrl", .string).only(in: .v4),
                .value("url", .text).only(in: .v5),
                .value("previewUrl", .text).only(in: .v5),
                .value("provider", .string),
                .value("provider_metadata", .json),
                .relation("related", .morphToMany),
                .relation("folder", .manyToOne, "plugin::upload.folder").hidden,
                .value("folderPath", .string).hidden,
            ]
        ),
        BuiltInType(
            "plugin::upload.folder",
            [
                .value("name", .string),
                .value("pathId", .integer),
                .relation("parent", .manyToOne, "plugin::upload.folder"),
                .relation("children", .oneToMany, "plugin::upload.folder"),
                .relation("files", .oneToMany, "plugin::upload.file"),
                .value("path", .string),
            ]
        ),
        BuiltInType(
            "plugin::i18n.locale",
            [
                .value("name", .string),
                .value("code", .string),
            ]
        ),
        BuiltInType(
            "plugin::content-releases.release",
            [
                .value("name", .string),
                .value("releasedAt", .datetime),
                .value("scheduledAt", .datetime),
                .value("timezone", .string),
                .value("status", .enumeration),
                .relation("actions", .oneToMany, "plugin::content-releases.release-action"),
            ]
        ),
        BuiltInType(
            "plugin::content-releases.release-action",
            [
                .value("type", .enumeration),
                .relation("entry", .morphToOne).only(in: .v4),
                .value("contentType", .string),
                .value("entryDocumentId", .string).only(in: .v5),
                .value("locale", .string),
                .relation("release", .manyToOne, "plugin::content-releases.release"),
                .value("isEntryValid", .boolean),
            ]
        ),
        BuiltInType(
            "plugin::review-workflows.workflow",
            only: .v5,
            [
                .value("name", .string),
                .relation("stages", .oneToMany, "plugin::review-workflows.workflow-stage"),
                .relation("stageRequiredToPublish", .oneToOne, "plugin::review-workflows.workflow-stage"),
                .value("contentTypes", .json),
            ]
        ),
        BuiltInType(
            "plugin::review-workflows.workflow-stage",
            only: .v5,
            [
                .value("name", .string),
                .value("color", .string),
                .relation("workflow", .manyToOne, "plugin::review-workflows.workflow"),
                .relation("permissions", .manyToMany, "admin::permission"),
            ]
        ),
    ]
}
