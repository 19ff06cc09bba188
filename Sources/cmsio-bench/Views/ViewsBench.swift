import ArgumentParser
import ContentModel
import JSONText

/// What a view costs, and an event with nobody to send it to.
struct ViewsBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "views",
        abstract: "Measure making views of entries, and emitting with no sockets.",
        discussion: """
            Views: an entry is read, cut down to what an audience may see, and put into the frame that goes out. The plan \
            of the view is made before, as a server does. MB are 10^6 bytes of input, seconds those of processor time. A folder of cases holds schemas/, \
            components/ and cases.json, as Tests/ContentModelTests/Vectors does.

            Emits: an entry of about 1 KB for several audiences through everything but the sockets.

              cmsio-bench views
              cmsio-bench views Tests/ContentModelTests/Vectors --least 1000 -o json
            """
    )

    @Argument(help: ArgumentHelp("A folder of cases. Without it: 64 articles of about 6.5 KB.", valueName: "folder"))
    var folder: String?

    @Option(help: "Leave out entries with fewer bytes.")
    var least = 1000

    @Option(help: "How many audiences an emit is for.")
    var audiences = 5

    @Option(help: "How many distinct views they have.")
    var views = 3

    @OptionGroup var timing: TimingOptions

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard 0...10_000_000 ~= self.least else { throw ValidationError("--least is 0 to 10000000.") }
        guard 1...100 ~= self.audiences else { throw ValidationError("--audiences is 1 to 100.") }
        guard 1...min(10, self.audiences) ~= self.views else {
            throw ValidationError("--views is 1 to 10, and at most the number of audiences.")
        }
    }

    func run() async throws {
        let jobs = try self.folder.map { try CaseFolder(path: $0).jobs(ofAtLeast: self.least) } ?? Self.articles()
        let emit = try EmitJob(BenchWorld(audiences: self.audiences, views: self.views))
        var (viewRates, emitRates) = ([Double](), [Double]())
        // The first round finds caches cold, and does not count.
        for round in 0...self.timing.rounds {
            let viewRate = try Self.rate(of: jobs, over: self.timing.seconds)
            let emitRate = try await emit.rate(over: self.timing.seconds)
            guard round > 0 else { continue }
            viewRates.append(viewRate)
            emitRates.append(emitRate)
        }
        let report = ViewsReport(self, jobs: jobs, emit: emit, viewRates: viewRates, emitRates: emitRates)
        if let report { try self.output.print(report) }
    }

    /// - Returns: Views per second of processor time.
    private static func rate(of jobs: [ViewJob], over seconds: Double) throws -> Double {
        let start = ProcessorTime.seconds
        var views = 0
        var elapsed = 0.0
        repeat {
            for job in jobs { views += try job.run() > 0 ? 1 : 0 }
            elapsed = ProcessorTime.seconds - start
        } while elapsed < seconds
        return Double(views) / elapsed
    }

    private static func articles() throws -> [ViewJob] {
        let world = BenchWorld(audiences: 1, views: 1)
        let catalog = try world.catalog()
        guard let type = catalog.contentType(named: BenchWorld.type) else { return [] }
        let plan = ViewPlan(catalog: catalog, type: type, permissions: world.permissions(ofAudience: 0), shape: .v5)
        return SampleArticle.documents(64).map { ViewJob(event: "article:update", data: $0, plan: plan) }
    }
}
