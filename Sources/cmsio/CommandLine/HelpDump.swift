import ArgumentParser
import JSONText

/// The names in the machine-readable help of a command.
struct HelpDump {
    private(set) var longNames: [String] = []
    private(set) var letters: Set<String> = []
    /// The letters of options that are followed by a value.
    private(set) var lettersWithValue: Set<String> = []

    init(of command: any ParsableCommand.Type) {
        // Our own program's help is JSON; if it were not, there would be nothing to suggest.
        guard let document = try? JSONDocument(parsing: command._dumpHelp()),
            let command = document.value("command", in: document.root),
            let arguments = document.value("arguments", in: command)
        else { return }
        for argument in document.elements(arguments) {
            guard let names = document.value("names", in: argument) else { continue }
            let isOption = document.value("kind", in: argument).flatMap(document.string) == "option"
            for name in document.elements(names) {
                self.add(
                    document.value("name", in: name).flatMap(document.string) ?? "",
                    isLong: document.value("kind", in: name).flatMap(document.string) == "long",
                    takesValue: isOption
                )
            }
        }
    }

    private mutating func add(_ name: String, isLong: Bool, takesValue: Bool) {
        if isLong {
            self.longNames.append(name)
        } else {
            self.letters.insert(name)
            if takesValue { self.lettersWithValue.insert(name) }
        }
    }
}
