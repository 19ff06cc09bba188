import ArgumentParser
import JSONText

/// The names in the machine-readable help of a command.
struct HelpDump {
    let longNames: [String]

    init(of command: any ParsableCommand.Type) {
        // Our own program's help is JSON; if it were not, there would be nothing to suggest.
        let document = try? JSONDocument(parsing: command._dumpHelp())
        self.longNames = document.map(Self.longNames) ?? []
    }

    private static func longNames(_ document: JSONDocument) -> [String] {
        guard let command = document.value("command", in: document.root),
            let arguments = document.value("arguments", in: command)
        else { return [] }
        return document.elements(arguments).flatMap { argument -> [String] in
            guard let names = document.value("names", in: argument) else { return [] }
            return document.elements(names).compactMap { name in
                let kind = document.value("kind", in: name).flatMap(document.string)
                return kind == "long" ? document.value("name", in: name).flatMap(document.string) : nil
            }
        }
    }
}
