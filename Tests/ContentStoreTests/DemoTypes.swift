import ContentModel
import JSONText

/// Five types of a project, one of them with an awkward name, and Strapi's own.
let demoTypes: [ContentType] = {
    do {
        let names = ["article", "author", "category", "comment", "room"]
        let files = names.map { name in
            SchemaFile(
                kind: .contentType(uid: ExactString("api::\(name).\(name)")),
                path: "\(name).json",
                bytes: Array(
                    #"""
                    {
                        "info": {"singularName": "\#(name)", "pluralName": "\#(name)-list", "displayName": "x"},
                        "attributes": {}
                    }
                    """#.utf8
                )
            )
        }
        return try ContentCatalog(files: files).contentTypes
    } catch {
        preconditionFailure("the test's own schemas are good: \(error)")
    }
}()
