#if os(Linux)
    /// Somebody's own server, already running.
    struct PeerContender: Contender {
        let name = "peer"
        private let target: Target
        private let pid: Int32?

        /// - Parameter size: How much text stands for `%TEXT%`, in bytes.
        init(_ peer: PeerOptions, url: PeerURL, size: Int) throws {
            let text = String(repeating: "a", count: size)
            self.pid = peer.peerPid
            let trigger: Target.Trigger
            if let packet = peer.peerEvent {
                trigger = .packet("42" + packet.replacing("%TEXT%", with: text))
            } else {
                let body = peer.peerBody.replacing("%TEXT%", with: text)
                let head =
                    ["\(peer.peerRequest ?? "POST /") HTTP/1.1", "Host: \(url.host):\(url.port)"] + peer.peerHeader
                    + ["Content-Length: \(body.utf8.count)", "", ""]
                trigger = .request(Array((head.joined(separator: "\r\n") + body).utf8))
            }
            self.target = Target(
                host: url.host,
                port: url.port,
                path: url.path,
                joins: ["40" + peer.peerAuth],
                prefix: "42[",
                trigger: trigger
            )
        }

        func start() throws -> RunningServer { RunningServer(target: self.target, pid: self.pid, process: nil) }
    }
#endif
