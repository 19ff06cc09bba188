import ArgumentParser

/// Measures what this project claims to be fast.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cmsio-bench",
        abstract: "Measure the parts of cmsio that have to be fast.",
        discussion: """
            Build it for release, and give the machine nothing else to do:

              swift run -c release cmsio-bench json
              swift run -c release cmsio-bench json entries/ -o json
            """,
        subcommands: [JSONBench.self]
    )
}
