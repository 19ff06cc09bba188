import ContentModel
import JSONText

let demoTypes =
    ["article", "author", "category", "comment", "room"].map {
        ContentType(uid: .init("api::\($0).\($0)"), singularName: .init($0))
    } + [ContentType(uid: "plugin::users-permissions.user", singularName: "user")]
