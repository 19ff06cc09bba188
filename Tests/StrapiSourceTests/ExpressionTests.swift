import ContentModel
import StrapiSource
import Testing

@Suite("The expressions of a configuration file")
struct ExpressionTests {
    /// Reads a project whose database file is named by `expression`.
    private func read(_ expression: String, before: String = "", environment: [String: String] = [:]) throws
        -> (project: StrapiProject, filename: String?)
    {
        let config = """
            const path = require('path');
            \(before)
            module.exports = ({ env }) => ({
              connection: { client: 'sqlite', connection: { filename:
                \(expression)
              } },
            });
            """
        let project = try TestProject(TestProject.files(["config/database.js": config]))
        let result = try project.read(TestProject.secrets.merging(environment) { $1 })
        guard case .sqlite(let path)? = result.database else { return (result, nil) }
        return (result, path.replacing(project.path + "/", with: ""))
    }

    static let values = [
        ("'a.db'", "a.db"), ("\"a\\u0062\\x63.db\"", "abc.db"), ("`a${1 + 1}.db`", "a2.db"),
        ("'/abs/a.db'", "/abs/a.db"),
        ("env('A')", "from-a"), ("env('GONE', 'b')", "b"), ("process.env.A", "from-a"), ("process.env['A']", "from-a"),
        ("process.env.GONE || 'b'", "b"), ("process.env.GONE ?? 'b'", "b"), ("env('EMPTY', 'b') || 'c'", "c"),
        ("env.bool('YES') ? 'y' : 'n'", "y"), ("env.bool('ONE') ? 'y' : 'n'", "n"), ("'n' + env.int('ONE')", "n1"),
        ("`n${env.int('TEXT')}`", "nNaN"), ("env.array('LIST')[1]", "y z"), ("env.json('JSON').k[0]", "v"),
        ("env.float('ONE') === 1 ? 'y' : 'n'", "y"), ("env.oneOf('A', ['b'], 'c')", "c"),
        ("env('A') == 'from-a' && 'same'", "same"), ("!env('A') ? 'n' : 'y'", "y"),
        ("path.join(__dirname, '..', '.tmp/./data.db')", ".tmp/data.db"), ("path.resolve('x', '../y.db')", "y.db"),
        ("(() => { const a = 'x'; return a; })()", "x"), ("[...['p', 'q']][1]", "q"),
        ("({ ...{ a: 'x', b: 'y' }, a: 'z' }).a", "z"), ("({ ['a' + 1]: 'x' }).a1", "x"),
        ("({ a: { b: 'x' } }?.a?.b)", "x"),
        ("/* 'a' */ 'b' // 'c'", "b"), ("env('A').toUpperCase().trim()", "FROM-A"),
        ("Number('3') + parseInt('4px', 10) + '.db'", "7.db"),
        ("((a, { b = 'y' } = {}) => a + b)('x', {})", "xy"), ("'a' as const", "a"),
    ]

    @Test("are understood as JavaScript has them, where no code must run", arguments: values)
    func understood(expression: String, filename: String) throws {
        let environment = [
            "A": "from-a", "EMPTY": "", "YES": "true", "ONE": "1", "TEXT": "x", "LIST": #"[x, "y z"]"#,
            "JSON": #"{"k":["v"]}"#,
        ]
        #expect(try self.read(expression, environment: environment).filename == filename)
    }

    static let programs = [
        ("let a = 'x'; if (process.env.A) { a = 'y'; }", "a", "x"),
        ("let a = 'x'; if (!process.env.A) { a = 'y'; } else { a = 'z'; }", "a", "y"),
        ("const c = { a: { b: 'x' } }; c.a.b = 'y';", "c.a.b", "y"),
        ("function name({ n }, m = 'm') { if (n === 'x') return n + m; return 'other'; }", "name({ n: 'x' })", "xm"),
        ("const { a: { b }, ...rest } = { a: { b: 'x' }, c: 'y' };", "b + rest.c", "xy"),
        ("const config = require('./config'); const ours = { ...config, name: 'x' };", "ours.name", "x"),
        ("const pattern = /[/'\"`]{2}/g; const half = 4 / 2;", "'x' + half", "x2"),
        ("class Unknown { static x() { return '}'; } }\nconst a = 'x';", "a", "x"),
        ("const { join: j } = require('node:path');", "j('a', '..', 'b.db')", "b.db"),
    ]

    @Test("see the constants and functions of their file", arguments: programs)
    func evaluated(before: String, expression: String, filename: String) throws {
        #expect(try self.read(expression, before: before).filename == filename)
    }

    static let opaque = [
        ("", "require('fs').readFileSync('x', 'utf8')", "it comes from the module 'fs'"),
        ("", "unknownName", "'unknownName' is not known here"),
        ("", "env('A', 'a').normalize()", "'.normalize' is code"),
        ("", "new URL('x').pathname", "'new' is code"),
        ("let a = 'x'; for (const b of []) { a = b; }", "a", "'for' is code"),
        ("const c = { a: 'x' }; mutate(c);", "c.a", "the call in line 2 may change it"),
        ("let a = 'x'; if (Math.random() > 0.5) { a = 'y'; }", "a", "it depends on a condition in line 2 that is code"),
        ("const c = { a: 'x', ...require('./more') };", "c.a", "it comes from the module './more' (line 2)"),
        ("function f() { return f(); }", "f()", "the functions call each other too deep"),
        ("let a = 'xxxxxxxx';" + String(repeating: " a = a + a;", count: 20), "a", "the text is too long"),
    ]

    @Test("that only running code would tell are an error that names the place and the way out", arguments: opaque)
    func unknown(before: String, expression: String, reason: String) throws {
        let result = try self.read(expression, before: before)
        #expect(result.filename == nil)
        let messages = result.project.messages(.error)
        #expect(messages.count == 1)
        let message = try #require(messages.first)
        #expect(message.hasPrefix("config/database.js:"))
        let text =
            "connection.connection.filename cannot be known without running code: \(reason). Write it plainly, or give the "
            + "database with --database-url."
        #expect(message.hasSuffix(text))
    }

    @Test("may be missing: a file without exports sets nothing, but one whose exports are not understood is unknown")
    func withoutExport() throws {
        let empty = try TestProject(TestProject.files(["config/plugins.js": "// nothing yet\n'use strict';"]))
        #expect(try empty.read(TestProject.secrets).report.passes)
        let other = try TestProject(TestProject.files(["config/plugins.js": "exports.i18n = false;"]))
        #expect(try other.read(TestProject.secrets).messages(.error).count == 1)
    }

    @Test("matter only where they are needed")
    func notNeeded() throws {
        let config = """
            const fs = require('fs');
            module.exports = ({ env }) => ({
              settings: { logger: new Logger(fs), run: async () => { for (;;) {} }, get x() { return 1 } },
              connection: { debug: console.log, client: 'sqlite', connection: { filename: 'a.db' }, pool: makePool() },
            });
            """
        let project = try TestProject(TestProject.files(["config/database.js": config]))
        let result = try project.read(TestProject.secrets)
        #expect(result.database == .sqlite(path: project.path("a.db")))
        #expect(result.report.passes)
    }
}
