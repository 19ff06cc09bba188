import JSONText
import Testing
import cmsio

@Suite("Lines of events")
struct EventLineTests {
    @Test(
        "are events, recordings of listen, raw events, or blank",
        arguments: [
            (
                #"{"type":"article","action":"update","data":{"id": 1.0}}"#,
                EventLine.event(EmitRequest(type: "article", action: "update", data: Array(#"{"id": 1.0}"#.utf8)))
            ),
            (
                #"{"data":[],"action":"a","type":"t","idempotencyKey":"k"}"#,
                .event(EmitRequest(type: "t", action: "a", data: Array("[]".utf8), idempotencyKey: "k"))
            ),
            (
                #"{"event":"article:update","data":{},"meta":{},"id":"x","offset":1,"at":5,"audiences":[]}"#,
                .event(EmitRequest(type: "article", action: "update", data: Array("{}".utf8)))
            ),
            (
                #"{"event":"page:x","type":"api::web.page","action":"x","data":{},"meta":null}"#,
                .event(EmitRequest(type: "api::web.page", action: "x", data: Array("{}".utf8)))
            ),
            (#"{"event":"maintenance","data":1,"raw":true}"#, .raw), ("", .blank), (" \t\r", .blank),
        ]
    )
    func lines(text: String, line: EventLine) throws {
        #expect(try EventLine(parsing: Array(text.utf8)) == line)
    }

    @Test(
        "are refused with what is wrong in them",
        arguments: [
            ("{", "column 2: the text ends too early; something is still open"),
            ("[]", #"this is no object; write {"type": …, "action": …, "data": …} on one line"#),
            (#"{"typ":"a"}"#, "unknown member 'typ'; did you mean 'type'?"),
            (#"{"type":1,"action":"a","data":{}}"#, "'type' must be a string"),
            (
                #"{"type":"a","data":{}}"#,
                #"there is no 'action'; write {"type": …, "action": …, "data": …} on one line"#
            ),
            (
                #"{"event":"hello","data":{}}"#,
                #"there is no 'type'; write {"type": …, "action": …, "data": …} on one line"#
            ),
            (
                #"{"type":"a","action":"b"}"#,
                #"there is no 'data'; write {"type": …, "action": …, "data": …} on one line"#
            ),
        ]
    )
    func refusals(text: String, problem: String) {
        do throws(LineProblem) {
            _ = try EventLine(parsing: Array(text.utf8))
            Issue.record("it was not refused")
        } catch {
            #expect(error.description == problem)
        }
    }

    @Test("are parted alike in any pieces, and those that are too long are not kept", arguments: 1...9)
    func splitting(pieceLength: Int) {
        var splitter = LineSplitter(limit: 4)
        var lines: [LineSplitter.Line] = []
        var rest = Array("a\n\nbcde\nfghijk\nl\r\nmn".utf8)[...]
        while !rest.isEmpty {
            lines += splitter.append(rest.prefix(pieceLength))
            rest = rest.dropFirst(pieceLength)
        }
        if let last = splitter.finish() { lines.append(last) }
        let expected: [LineSplitter.Line] = [
            .text(Array("a".utf8)), .text([]), .text(Array("bcde".utf8)), .tooLong, .text(Array("l\r".utf8)),
            .text(Array("mn".utf8)),
        ]
        #expect(lines == expected)
        #expect(splitter.finish() == nil)
    }
}
