/// An expression with its place.
struct ScriptNode: Sendable {
    indirect enum Kind: Sendable {
        case undefined
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        /// Texts and the expressions between them, in turn.
        case template([ScriptNode])
        case name(String)
        case member(ScriptNode, String)
        case element(ScriptNode, ScriptNode)
        case call(ScriptNode, [ScriptNode])
        case array([ScriptNode])
        case object([ScriptProperty])
        /// Only in arrays and arguments.
        case spread(ScriptNode)
        case function(ScriptFunction)
        case unary(String, ScriptNode)
        case binary(String, ScriptNode, ScriptNode)
        case conditional(ScriptNode, ScriptNode, ScriptNode)
        case assignment(ScriptNode, ScriptNode)
        /// Code that is not understood, and why.
        case opaque(String)
    }

    let kind: Kind
    let line: Int
    /// Levels of nodes in it, itself included.
    let depth: Int

    /// - Parameter children: The nodes in it; one nested too deep becomes opaque, so that walking it is safe.
    init(_ kind: Kind, line: Int, over children: [ScriptNode] = []) {
        let depth = (children.map(\.depth).max() ?? 0) + 1
        let isTooDeep = depth > ScriptLimits.depth
        self.kind = isTooDeep ? .opaque("the code nests too deep") : kind
        self.depth = isTooDeep ? 1 : depth
        self.line = line
    }
}

/// One part of an object in braces.
enum ScriptProperty: Sendable {
    case value(key: ScriptNode, ScriptNode)
    case spread(ScriptNode)
    /// A method or accessor under a key that may be known.
    case code(key: ScriptNode?, line: Int)
}

/// A function as written.
struct ScriptFunction: Sendable {
    let parameters: [ScriptPattern]
    let body: [ScriptStatement]
}

/// What a value is taken apart into when it is bound to names.
indirect enum ScriptPattern: Sendable {
    case name(String, standard: ScriptNode?)
    case object([(key: String, pattern: ScriptPattern)], rest: String?)
    /// A pattern that is not understood: nothing is bound.
    case other
}

/// A statement with its place.
struct ScriptStatement: Sendable {
    indirect enum Kind: Sendable {
        case declare(ScriptPattern, ScriptNode)
        case function(String, ScriptFunction)
        case expression(ScriptNode)
        case result(ScriptNode)
        /// `module.exports = …` or `export default …`.
        case export(ScriptNode)
        case condition(ScriptNode, then: [ScriptStatement], otherwise: [ScriptStatement])
        case block([ScriptStatement])
        case importing([(name: String, exported: String)], from: String)
        /// A statement that is not understood: it may change the names in it, and `returns` if it holds a `return`.
        case opaque(String, names: Set<String>, returns: Bool)
    }

    let kind: Kind
    let line: Int
}
