import TestClients
import Testing

@Suite("Decoders, given anything at all", .timeLimit(.minutes(5)))
struct DecoderFuzzTests {
    private static let inputsPerSeed = 150

    @Test("keep their laws for every input of the corpus", arguments: DecoderTarget.allCases)
    func corpus(target: DecoderTarget) throws {
        var random = SeededRandom(seed: 0)
        let inputs = try Corpus.inputs(target)
        try #require(!inputs.isEmpty)
        for input in inputs {
            do { try target.check(input, &random) } catch { Issue.record("\(input): \(error)") }
        }
    }

    @Test(
        "read valid input, and keep their laws for changed input and noise",
        arguments: DecoderTarget.allCases,
        0..<8 as Range<UInt64>
    )
    func generated(target: DecoderTarget, seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let corpus = try Corpus.inputs(target)
        for _ in 0..<Self.inputsPerSeed {
            let valid = target.validInput(&random)
            let changed = random.mutation(of: corpus.randomElement(using: &random) ?? valid, crossing: corpus + [valid])
            let noise = random.bytes(Int.random(in: 0...200, using: &random))
            #expect(try target.check(valid, &random), "refused \(valid)")
            for input in [random.mutation(of: valid, crossing: corpus), changed, noise] {
                do { try target.check(input, &random) } catch { Issue.record("\(input): \(error)") }
            }
        }
    }
}

extension DecoderTarget: CustomTestStringConvertible {
    var testDescription: String { self.rawValue }
}
