import SocketIOProtocol
import Testing

@Suite("Offers of permessage-deflate")
struct PerMessageDeflateTests {
    @Test(
        "are taken when no state has to be kept and no window is limited",
        arguments: [
            "permessage-deflate", "permessage-deflate; client_max_window_bits", "Permessage-Deflate",
            "permessage-deflate; client_max_window_bits=10; server_no_context_takeover",
            #"permessage-deflate;client_no_context_takeover;server_max_window_bits="15""#,
            "x-webkit-deflate-frame, permessage-deflate",
            "permessage-deflate; server_max_window_bits=10, permessage-deflate",
        ]
    )
    func taken(offer: String) {
        #expect(PerMessageDeflate.isOffered(in: [offer]))
    }

    @Test(
        "are left alone when they ask for what is not done, or are malformed",
        arguments: [
            "", "deflate", "permessage-deflate; server_max_window_bits=10", "permessage-deflate; unknown",
            "permessage-deflate; server_max_window_bits", "permessage-deflate; client_max_window_bits=16",
            "permessage-deflate; client_max_window_bits=7", "permessage-deflate; client_max_window_bits=010",
            "permessage-deflate; server_no_context_takeover=1", "permessage-deflate;",
            "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
        ]
    )
    func left(offer: String) {
        #expect(!PerMessageDeflate.isOffered(in: [offer]))
    }
}
