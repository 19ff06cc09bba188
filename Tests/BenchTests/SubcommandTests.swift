#if os(Linux)
    import Foundation
    import Testing

    /// Each subcommand of the built program, for a moment: what its answer looks like, never how fast anything was.
    @Suite("Subcommands of cmsio-bench")
    struct SubcommandTests {
        /// A subcommand that compares servers, and what it measures of each.
        struct Example: Sendable, CustomTestStringConvertible {
            let arguments: [String]
            let figures: Set<String>
            var testDescription: String { self.arguments.joined(separator: " ") }
        }

        static let examples = [
            Example(
                arguments: ["fanout", "--audiences", "2", "--views", "2", "--burst", "2"],
                figures: ["cpuMicrosecondsPerDelivery", "deliveriesPerSecond"]
            ),
            Example(
                arguments: ["latency", "--rate", "50"],
                figures: ["p50Microseconds", "p99Microseconds", "maxMicroseconds"]
            ),
            Example(arguments: ["idle"], figures: ["residentBytesPerSocket", "cpuPercentWhileIdle"]),
            Example(arguments: ["connect"], figures: ["cpuMicrosecondsPerConnect", "connectsPerSecond"]),
        ]

        @Test("those that compare give figures of the floor and of cmsio", arguments: examples)
        func comparing(_ example: Example) throws {
            let limits = ["--sockets", "4", "--seconds", "0.1", "--rounds", "2", "--output", "json"]
            let answer = try BenchProgram.json(example.arguments + limits)
            #expect(answer["bench"] as? String == example.arguments[0])
            #expect(answer["rounds"] as? Int == 2)
            #expect((answer["parameters"] as? [String: Double])?["sockets"] == 4)
            let servers = try #require(answer["servers"] as? [[String: Any]])
            #expect(servers.map { $0["name"] as? String } == ["floor", "cmsio"])
            for server in servers {
                let figures = try #require(server["figures"] as? [String: [String: Any]])
                #expect(Set(figures.keys) == example.figures)
                for figure in figures.values {
                    #expect(figure["median"] is Double && figure["min"] is Double && figure["max"] is Double)
                }
            }
        }

        @Test("views counts views and emits")
        func views() throws {
            let answer = try BenchProgram.json(["views", "--seconds", "0.05", "--rounds", "1"])
            #expect(answer["entries"] as? Int == 64)
            for name in ["viewsPerSecond", "megabytesPerSecond"] {
                #expect((answer[name] as? [String: Double])?.keys.sorted() == ["max", "median", "min"])
            }
            let emit = try #require(answer["emit"] as? [String: Any])
            #expect(emit["audiences"] as? Int == 5)
            #expect(900...1200 ~= (emit["entryBytes"] as? Int ?? 0))
            #expect((emit["emitsPerSecond"] as? [String: Double])?["median"] ?? 0 > 0)
        }

        @Test("json counts both libraries and both jobs")
        func json() throws {
            let answer = try BenchProgram.json(["json", "--seconds", "0.05", "--rounds", "1"])
            #expect((answer["figures"] as? [[String: Any]])?.count == 4)
        }

        @Test("on a terminal's behalf it gives a table")
        func table() throws {
            let answer = try BenchProgram.run(["views", "--seconds", "0.05", "--rounds", "1", "-o", "pretty"])
            #expect(answer.output.contains("MB/s of input"))
        }

        @Test(
            "says what is wrong, and what to write",
            arguments: [
                (["fanout", "--size", "1"], "--size is"), (["fanout", "--peer", "x"], "write http://"),
                (["latency", "--peer", "http://127.0.0.1:9"], "--peer-event or --peer-request"),
                (["idle", "--peer-pid", "1"], "Say with --peer where the peer is"),
                (["fanout", "--cmsio", "/nonexistent"], "--product cmsio"),
                (["views", "/nonexistent"], "give a folder of cases"),
            ]
        )
        func refusals(arguments: [String], message: String) throws {
            let answer = try BenchProgram.run(arguments)
            #expect(answer.status != 0)
            #expect(answer.errors.contains(message), "\(answer.errors)")
        }

        @Test("Ctrl-C stops the servers that it started")
        func interrupted() throws {
            let program = try BenchProgram(["idle", "--sockets", "4", "--seconds", "600", "--rounds", "1"])
            let child = try program.firstChild()
            program.interrupt()
            #expect(program.end().status == 128 + SIGINT)
            #expect(kill(child, 0) == -1)
        }
    }
#endif
