"""Autobahn's fuzzing client: runs the cases of the Autobahn test suite against an echo server.

    autobahn_client.py [--exclude-case ID]… --categories 1,2,… URL

Its own client is for Python 2, so this is another that behaves alike, as far as the cases see. Prints (see lines.py) one
line for each case, and one at the end:

    {"type": "case", "id": "6.4.1", "behavior": "OK" | "NON-STRICT" | "INFORMATIONAL" | "FAILED" | …,
     "close": the same for the closing handshake, "result": …}
    {"type": "done", "count": N}
"""

import argparse
import asyncio
import base64
import contextlib
import os
import struct
import types
import urllib.parse
import zlib

import autobahn_cases
from autobahn_cases import PerMessageDeflateResponse, WebSocketProtocol
from lines import fail, report

# Cases at a time, and how many times longer than they say they wait for a server on a busy machine before they give up.
CONCURRENCY = 12
PATIENCE = 4

# Seconds for the closing handshake, and for the server to close the connection after it.
CLOSE = 1 * PATIENCE

# The cases of compression send each message so many times, and not the thousand they say.
COMPRESSED_MESSAGES = 6

TRAILER = b"\x00\x00\xff\xff"


class Compression:
    """permessage-deflate as the server agreed to it. Source: RFC 7692."""

    def __init__(self, parameters):
        self.client_bits = int(parameters.get("client_max_window_bits", 15))
        self.server_bits = int(parameters.get("server_max_window_bits", 15))
        self.client_keeps = "client_no_context_takeover" not in parameters
        self.server_keeps = "server_no_context_takeover" not in parameters
        self.deflater = self.inflater = None

    def compress(self, payload):
        if self.deflater is None or not self.client_keeps:
            self.deflater = zlib.compressobj(wbits=-self.client_bits)
        return (self.deflater.compress(payload) + self.deflater.flush(zlib.Z_SYNC_FLUSH))[: -len(TRAILER)]

    def decompress(self, payload):
        if self.inflater is None or not self.server_keeps:
            self.inflater = zlib.decompressobj(wbits=-self.server_bits)
        return self.inflater.decompress(payload + TRAILER)


class Peer(asyncio.Protocol):
    """The client's end of one connection; a case knows it as `self.p` and calls what is in mixed case."""

    CLOSE_STATUS_CODE_NORMAL = 1000
    CLOSE_STATUS_CODE_PROTOCOL_ERROR = 1002
    CLOSE_STATUS_CODE_INVALID_PAYLOAD = 1007

    factory = types.SimpleNamespace(isServer=False)
    createWirelog = False
    trafficStats = None

    def __init__(self, case_class, host):
        self.host = host
        self.loop = asyncio.get_running_loop()
        self.ended = self.loop.create_future()
        self.state = WebSocketProtocol.STATE_CONNECTING
        self.connectionWasOpen = self.wasClean = False
        self.closedByMe = self.failedByMe = self.droppedByMe = False
        self.localCloseCode = self.localCloseReason = self.remoteCloseCode = None
        self.autoFragmentSize = 0
        self.txFrameStats = {}
        self.perMessageCompressionOffers, self.perMessageCompressionAccept = [], None
        self._perMessageCompress = None
        self.received = b""
        self.opcode, self.fragments, self.is_compressed = None, [], False
        self.takes_bytes = case_class.__name__.startswith(("Case12", "Case13"))
        self.case = case_class(self)

    # The connection.

    def connection_made(self, transport):
        self.transport = transport
        offers = ", ".join(map(self._offer, self.perMessageCompressionOffers))
        lines = [
            "GET / HTTP/1.1",
            f"Host: {self.host}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        ]
        if offers:
            lines.append(f"Sec-WebSocket-Extensions: {offers}")
        transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())

    def _offer(self, offer):
        parameters = ["permessage-deflate", "client_max_window_bits"]
        if offer.requestNoContextTakeover:
            parameters.append("server_no_context_takeover")
        if offer.requestMaxWindowBits:
            parameters.append(f"server_max_window_bits={offer.requestMaxWindowBits}")
        return "; ".join(parameters)

    def data_received(self, data):
        self.received += data
        if self.state == WebSocketProtocol.STATE_CONNECTING and not self._shake_hands():
            return
        while self.state != WebSocketProtocol.STATE_CLOSED and self._take_frame():
            pass

    def _shake_hands(self):
        head, end, rest = self.received.partition(b"\r\n\r\n")
        if not end:
            return False
        status, *fields = head.decode("latin-1").split("\r\n")
        if status.split(" ")[1] != "101":
            self._fail()
            return False
        for field in fields:
            name, _, value = field.partition(":")
            if name.lower() == "sec-websocket-extensions":
                self._agree(value)
        self.received = rest
        self.state = WebSocketProtocol.STATE_OPEN
        self.connectionWasOpen = True
        self.case.onOpen()
        return True

    def _agree(self, extension):
        parameters = {}
        for parameter in extension.split(";")[1:]:
            name, _, value = parameter.strip().partition("=")
            parameters[name] = value
        if self.perMessageCompressionAccept and self.perMessageCompressionAccept(PerMessageDeflateResponse(parameters)):
            self._perMessageCompress = Compression(parameters)

    def connection_lost(self, error):
        self.state = WebSocketProtocol.STATE_CLOSED
        self.case.onClose(self.wasClean, self.remoteCloseCode, None)
        self.case.onConnectionLost(self.failedByMe)
        self.ended.set_result(None)

    def _fail(self):
        if self.state != WebSocketProtocol.STATE_CLOSED and not self.failedByMe:
            self.failedByMe = True
            self.wasClean = False
            self._drop()

    def _drop(self):
        if self.state != WebSocketProtocol.STATE_CLOSED:
            self.droppedByMe = True
            self.state = WebSocketProtocol.STATE_CLOSED
            self.transport.abort()

    def _later(self, delay, step):
        self.loop.call_later(delay, lambda: self.state != WebSocketProtocol.STATE_CLOSED and step())

    # Reading.

    def _take_frame(self):
        """Takes one frame of what has come; returns whether there was one."""
        if len(self.received) < 2:
            return False
        first, second = self.received[0], self.received[1]
        start, length = 2, second & 0x7F
        if length >= 126:
            start = 4 if length == 126 else 10
            if len(self.received) < start:
                return False
            length = int.from_bytes(self.received[2:start], "big")
        if len(self.received) < start + length:
            return False
        payload = self.received[start : start + length]
        self.received = self.received[start + length :]
        if second & 0x80 or first & 0x30:
            self._fail()
        else:
            self._receive(first & 0x0F, bool(first & 0x80), bool(first & 0x40), payload)
        return True

    def _receive(self, opcode, is_final, is_compressed, payload):
        if opcode == 8:
            self._receive_close(payload)
        elif opcode == 9:
            if self.state == WebSocketProtocol.STATE_OPEN:
                self.sendFrame(opcode=10, payload=payload)
        elif opcode == 10:
            self.case.onPong(payload.decode("latin-1"))
        elif opcode > 2 or (opcode == 0) != (self.opcode is not None):
            self._fail()
        else:
            if opcode:
                self.opcode, self.is_compressed = opcode, is_compressed
            self.fragments.append(payload)
            if is_final:
                self._receive_message()

    def _receive_message(self):
        payload, is_binary = b"".join(self.fragments), self.opcode == 2
        self.opcode, self.fragments = None, []
        if self.is_compressed:
            if self._perMessageCompress is None:
                return self._fail()
            payload = self._perMessageCompress.decompress(payload)
        self.case.onMessage(payload if self.takes_bytes else payload.decode("latin-1"), is_binary)

    def _receive_close(self, payload):
        self.remoteCloseCode = int.from_bytes(payload[:2], "big") if payload else None
        self.wasClean = True
        if self.state == WebSocketProtocol.STATE_OPEN:
            self.sendCloseFrame(self.remoteCloseCode, isReply=True)
        # The server is to close the connection.
        self._later(CLOSE, self._drop)

    # Sending.

    def sendFrame(
        self, opcode, payload="", fin=True, rsv=0, mask=None, payload_len=None, chopsize=None, sync=False, **_
    ):
        payload = payload.encode("latin-1") if isinstance(payload, str) else payload
        if payload_len is not None and payload:
            payload = (payload * (payload_len // len(payload) + 1))[:payload_len]
        self.txFrameStats[opcode] = self.txFrameStats.get(opcode, 0) + 1
        key = os.urandom(4)
        frame = self._head(opcode, fin, rsv, len(payload)) + key + self._mask(payload, key, 0)
        for start in range(0, len(frame), chopsize or len(frame)):
            self.transport.write(frame[start : start + (chopsize or len(frame))])

    def _head(self, opcode, fin, rsv, length):
        first = (0x80 if fin else 0) | rsv << 4 | opcode
        if length < 126:
            return struct.pack("!BB", first, 0x80 | length)
        if length < 1 << 16:
            return struct.pack("!BBH", first, 0x80 | 126, length)
        return struct.pack("!BBQ", first, 0x80 | 127, length)

    def _mask(self, payload, key, offset):
        key = key[offset % 4 :] + key[: offset % 4]
        repeated = (key * (len(payload) // 4 + 1))[: len(payload)]
        masked = int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")
        return masked.to_bytes(len(payload), "big")

    def sendMessage(self, payload, isBinary=False, fragmentSize=None, **_):
        if self.state != WebSocketProtocol.STATE_OPEN:
            return
        payload = payload.encode("latin-1") if isinstance(payload, str) else payload
        rsv = 0
        if self._perMessageCompress:
            payload, rsv = self._perMessageCompress.compress(payload), 4
        opcode = 2 if isBinary else 1
        size = fragmentSize or self.autoFragmentSize or len(payload) or 1
        parts = [payload[start : start + size] for start in range(0, len(payload), size)] or [b""]
        for index, part in enumerate(parts):
            is_first, is_last = index == 0, index == len(parts) - 1
            self.sendFrame(opcode=opcode if is_first else 0, payload=part, fin=is_last, rsv=rsv if is_first else 0)

    def beginMessage(self, isBinary=False):
        self.open_opcode = 2 if isBinary else 1

    def beginMessageFrame(self, length):
        self.open_key, self.open_offset = os.urandom(4), 0
        self.transport.write(self._head(self.open_opcode, False, 0, length) + self.open_key)
        self.open_opcode = 0

    def sendMessageFrameData(self, payload, sync=False):
        self.transport.write(self._mask(payload.encode("latin-1"), self.open_key, self.open_offset))
        self.open_offset += len(payload)

    def endMessage(self):
        self.sendFrame(opcode=0, fin=True)

    def sendClose(self, code=None, reason=None):
        self.sendCloseFrame(code, reason)

    def sendCloseFrame(self, code=None, reasonUtf8=None, isReply=False):
        if self.state != WebSocketProtocol.STATE_OPEN:
            return
        payload = b"" if code is None else struct.pack("!H", code)
        self.sendFrame(opcode=8, payload=payload + (reasonUtf8 or "").encode("latin-1"))
        self.state = WebSocketProtocol.STATE_CLOSING
        self.closedByMe = not isReply
        self.localCloseCode, self.localCloseReason = code, reasonUtf8
        if self.closedByMe:
            self._later(CLOSE, self._drop_unanswered)

    def _drop_unanswered(self):
        if not self.wasClean:
            self._drop()

    # What a case does later.

    def continueLater(self, delay, step, tag=None):
        self._later(delay, step)

    def closeAfter(self, delay):
        # A case that expects something closes when it has come, and this is for when it does not.
        expects_something = bool(self.case.expected.get("OK"))
        self._later(delay * PATIENCE if expects_something else delay, self.sendClose)

    def killAfter(self, delay):
        self._later(delay * PATIENCE, self._fail)

    def enableWirelog(self, is_enabled):
        pass


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--categories", required=True)
    parser.add_argument("--exclude-case", action="append", default=[])
    parser.add_argument("url")
    return parser.parse_args()


def case_id(case_class):
    return case_class.__name__[len("Case") :].replace("_", ".")


async def run_case(case_class, url, turn):
    async with turn:
        if hasattr(case_class, "COUNT"):
            case_class.COUNT = min(case_class.COUNT, COMPRESSED_MESSAGES)
        peer = None

        def make_peer():
            nonlocal peer
            peer = Peer(case_class, url.netloc)
            return peer

        await asyncio.get_running_loop().create_connection(make_peer, url.hostname, url.port)
        await peer.ended
    case = peer.case
    result = f"{case.result} {case.resultClose}"
    report("case", id=case_id(case_class), behavior=case.behavior, close=case.behaviorClose, result=result)


async def run(options):
    url = urllib.parse.urlparse(options.url)
    categories = options.categories.split(",")
    cases = [
        case
        for case in autobahn_cases.load()
        if case_id(case).split(".")[0] in categories and case_id(case) not in options.exclude_case
    ]
    turn = asyncio.Semaphore(CONCURRENCY)
    await asyncio.gather(*(run_case(case, url, turn) for case in cases))
    report("done", count=len(cases))


def main():
    try:
        with contextlib.suppress(BrokenPipeError):
            asyncio.run(run(arguments()))
    except Exception as error:  # whatever it is, the test must hear of it
        fail(f"{type(error).__name__}: {error}")


main()
