/// One token of JavaScript or TypeScript.
struct ScriptToken: Equatable {
    enum Kind: Equatable {
        /// A name or a keyword.
        case name(String)
        case string(String)
        case number(Double)
        /// An operator or bracket; `${` opens code in a template, and `}` closes it.
        case mark(String)
        case templateStart
        case templateText(String)
        case templateEnd
        /// A regular expression, or a private name or decorator: nothing that is looked into.
        case other
        case end
    }

    let kind: Kind
    /// From 1.
    let line: Int
    /// Whether it is the first on its line, where a statement may end without a semicolon.
    let startsLine: Bool

    func isMark(_ mark: String) -> Bool { self.kind == .mark(mark) }
    func isName(_ name: String) -> Bool { self.kind == .name(name) }

    /// What must close what this opens; nil if it opens nothing.
    var closing: Kind? {
        switch self.kind {
        case .mark("("): .mark(")")
        case .mark("["): .mark("]")
        case .mark("{"), .mark("${"): .mark("}")
        case .templateStart: .templateEnd
        default: nil
        }
    }

    var isClosing: Bool {
        switch self.kind {
        case .mark(")"), .mark("]"), .mark("}"), .templateEnd: true
        default: false
        }
    }
}

/// Why a file is not the JavaScript or TypeScript that is read here.
struct ScriptError: Error, Equatable {
    enum Reason: Equatable {
        case tooLong
        case notUTF8
        case unterminated(String)
        case unbalanced(String)
    }

    let reason: Reason
    let line: Int
}

extension ScriptError.Reason: CustomStringConvertible {
    var description: String {
        switch self {
        case .tooLong: "the file is longer than \(ScriptLimits.fileBytes >> 10) KiB"
        case .notUTF8: "the file is not UTF-8"
        case .unterminated(let thing): "the \(thing) that begins here does not end"
        case .unbalanced(let mark): "'\(mark)' has no counterpart"
        }
    }
}
