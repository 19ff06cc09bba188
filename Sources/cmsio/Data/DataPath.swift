/// Where in JSON a value is: `author.name`, `tags[0]`, `blocks[2].title`, `seo\.title` for a key with a dot in it.
package struct DataPath: Sendable, Equatable, CustomStringConvertible {
    package enum Step: Sendable, Equatable {
        case key(String)
        /// From 0.
        case index(Int)
    }

    package let steps: [Step]

    init(_ steps: [Step]) {
        self.steps = steps
    }

    /// - Throws: ``SettingProblem``
    package init(parsing text: some StringProtocol) throws {
        var rest = Substring(text).unicodeScalars
        var steps: [Step] = []
        while let first = rest.first {
            if first == "[" {
                steps.append(.index(try Self.index(&rest)))
            } else {
                // Between steps stands a dot, which an index needs not.
                if !steps.isEmpty, rest.popFirst() != "." { throw Self.problem }
                steps.append(.key(try Self.key(&rest)))
            }
        }
        guard !steps.isEmpty else { throw Self.problem }
        self.steps = steps
    }

    /// As it would be written.
    package var description: String {
        self.steps.enumerated().map { position, step in
            switch step {
            case .index(let index): "[\(index)]"
            case .key(let key): (position == 0 ? "" : ".") + Self.escaped(key)
            }
        }.joined()
    }

    private static func key(_ rest: inout Substring.UnicodeScalarView) throws -> String {
        var key = String.UnicodeScalarView()
        while let scalar = rest.first, scalar != ".", scalar != "[" {
            rest.removeFirst()
            if scalar == "\\" {
                guard let escaped = rest.popFirst() else { throw Self.problem }
                key.append(escaped)
            } else {
                key.append(scalar)
            }
        }
        guard !key.isEmpty else { throw Self.problem }
        return String(key)
    }

    private static func index(_ rest: inout Substring.UnicodeScalarView) throws -> Int {
        rest.removeFirst()
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest[digits.endIndex...]
        guard let index = Int(String(digits)), rest.popFirst() == "]" else { throw Self.problem }
        return index
    }

    private static func escaped(_ key: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in key.unicodeScalars {
            if [".", "[", "\\", "="].contains(scalar) { text.append("\\") }
            text.append(scalar)
        }
        return String(text)
    }

    private static let problem = SettingProblem(
        #"write a path of keys and indices, as in author.name or tags[0]; a dot within a key as \."#
    )
}
