"""The JSON lines that the foreign clients and the foreign server speak with a test.

On standard input, one command a line, as an object with the member "do":

    {"do": "connect", "auth": {…}?, "headers": {…}?}     once, first; secrets come this way, never in argv
    {"do": "emit", "event": E, "args": […], "ack": ID?, "timeout": S?}   with ID: an "ack" line follows
    {"do": "answer", "event": E, "args": […]}            from now on E is acknowledged with these (before: with nothing)
    {"do": "cut"}                                        the browser only: closes the connection, as if it had broken
    {"do": "disconnect"}
    {"do": "quit"}                                       the end of the input means the same

On standard output, one object a line for each thing that happens, in the order the client library tells it:

    {"type": "connected", "sid": …, "transport": "polling" | "websocket", "recovered": true | false}
                                                         again after each reconnection; "recovered" by the browser only
    {"type": "upgraded", "transport": "websocket"}       the browser only, before or after "connected"; python-socketio
                                                         upgrades before it connects
    {"type": "connect_error", "message": …, "data": …}   refused by the server, or not reached
    {"type": "event", "event": …, "args": […]}
    {"type": "ack", "id": ID, "args": […]}  or  {"type": "ack", "id": ID, "timeout": true}
    {"type": "disconnected", "reason": …}
    {"type": "error", "message": …}                      the harness itself failed; the process then ends with 1

Values are printed without white space, members in the order they came, characters unescaped. Binary data is
{"$binary": "<base64>"}, both ways and at any depth.
"""

import base64
import contextlib
import json
import sys
import threading

_printing = threading.Lock()

# Half of a surrogate pair, which JSON can spell and UTF-8 cannot, is printed as the escape that it came as.
sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def report(type, **members):
    """Prints one line at once; any thread may call it."""
    line = json.dumps({"type": type, **members}, separators=(",", ":"), ensure_ascii=False)
    with _printing, contextlib.suppress(BrokenPipeError):  # nobody reads any more: our input will end as well
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def fail(message):
    """Reports that the harness itself failed, and ends the process."""
    report("error", message=message)
    sys.exit(1)


def to_wire(value):
    """Replaces bytes by {"$binary": …} in what a client received."""
    if isinstance(value, (bytes, bytearray)):
        return {"$binary": base64.b64encode(value).decode("ascii")}
    if isinstance(value, (list, tuple)):
        return [to_wire(element) for element in value]
    if isinstance(value, dict):
        return {key: to_wire(member) for key, member in value.items()}
    return value


def from_wire(value):
    """Replaces {"$binary": …} by bytes in what a test sends."""
    if isinstance(value, list):
        return [from_wire(element) for element in value]
    if isinstance(value, dict):
        if set(value) == {"$binary"}:
            return base64.b64decode(value["$binary"])
        return {key: from_wire(member) for key, member in value.items()}
    return value
