#if os(Linux)
    import ArgumentParser
    import Foundation

    /// Which `cmsio` is measured, and how it runs.
    struct ServerOptions: ParsableArguments {
        @Option(help: ArgumentHelp("The cmsio to measure. Without it: the one beside this program.", valueName: "path"))
        var cmsio: String?

        @Option(help: "How many event loops it runs.")
        var loops = 1

        func validate() throws {
            guard 1...1024 ~= self.loops else { throw ValidationError("--loops is 1 to 1024.") }
        }

        /// - Throws: ``BenchError`` when there is none.
        func program() throws(BenchError) -> String {
            let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
            let path =
                self.cmsio ?? ((own as NSString).deletingLastPathComponent as NSString).appendingPathComponent("cmsio")
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw BenchError(
                    "there is no program '\(path)': build it with 'swift build -c release --product cmsio', or give --cmsio.",
                    .noInput
                )
            }
            return path
        }
    }

    /// A server of the user's to put beside, and how to make it send an event to everybody.
    struct PeerOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "Another Socket.IO server to measure, as in http://127.0.0.1:3000. Its clients get nothing but the event.",
                valueName: "url"
            ),
            transform: { text in
                guard let url = PeerURL(text) else {
                    throw ValidationError("write http://, an IPv4 address, a port and perhaps a path.")
                }
                return url
            }
        )
        var peer: PeerURL?

        @Option(
            help: ArgumentHelp(
                "The event that makes the peer send: an array in JSON, in which %TEXT% becomes --size bytes.",
                valueName: "json"
            )
        )
        var peerEvent: String?

        @Option(
            help: ArgumentHelp(
                "The HTTP request that makes the peer send, as in 'POST /publish'.",
                valueName: "request"
            )
        )
        var peerRequest: String?

        @Option(help: ArgumentHelp("The body of that request; %TEXT% as in --peer-event.", valueName: "text"))
        var peerBody = ""

        @Option(help: ArgumentHelp("A header of that request, as in 'Content-Type: text/plain'.", valueName: "header"))
        var peerHeader: [String] = []

        @Option(help: ArgumentHelp("The auth with which sockets join the peer, in JSON.", valueName: "json"))
        var peerAuth = ""

        @Option(help: ArgumentHelp("The peer's process, for its processor time and memory.", valueName: "pid"))
        var peerPid: Int32?

        func validate() throws {
            guard self.peer != nil else {
                guard self.peerEvent == nil, self.peerRequest == nil, self.peerPid == nil else {
                    throw ValidationError("Say with --peer where the peer is.")
                }
                return
            }
            guard self.peerEvent == nil || self.peerRequest == nil else {
                throw ValidationError("Give either --peer-event or --peer-request.")
            }
        }

        /// - Throws: What to write, when there is a peer and nothing to make it send.
        func requireTrigger() throws {
            guard self.peer != nil, self.peerEvent == nil, self.peerRequest == nil else { return }
            throw ValidationError("Say with --peer-event or --peer-request what makes the peer send.")
        }

        func contender(size: Int) throws -> PeerContender? {
            try self.peer.map { try PeerContender(self, url: $0, size: size) }
        }
    }
#endif
