"""python-socketio 4, which speaks Socket.IO 2 and Engine.IO 3, as a test's client: see lines.py for what it does.

    socketio2_client.py [--transport polling|websocket|upgrade] [--namespace N] [--path P] URL

It runs with the Python of requirements-socketio2.txt. A CONNECT of Socket.IO 2 has no auth: the query of the URL, or of the
namespace, stands for it.
"""

import argparse
import contextlib
import json
import os
import sys
import threading

import engineio
import socketio

from lines import fail, from_wire, report, to_wire

TRANSPORTS = {"polling": ["polling"], "websocket": ["websocket"], "upgrade": ["polling", "websocket"]}

# Seconds for a clean end; the library waits for its pending poll.
FAREWELL = 2


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--transport", choices=TRANSPORTS, default="websocket")
    parser.add_argument("--namespace", default="/")
    parser.add_argument("--path", default="/socket.io")
    parser.add_argument("url")
    return parser.parse_args()


class Connection(engineio.Client):
    """Hands messages over in the order they came; the library starts a thread for each, which tears binary events apart."""

    def _trigger_event(self, event, *args, **options):
        return super()._trigger_event(event, *args, **{**options, "run_async": False})


class Client(socketio.Client):
    """Reports what happens in one namespace; the library knows no handler for all events."""

    def __init__(self, namespace, answers):
        super().__init__(reconnection=False)
        self.watched = namespace
        self.answers = answers

    def _engineio_client_class(self):
        return Connection

    def _trigger_event(self, event, namespace, *args):
        if namespace != self.watched:
            return None
        if event == "connect":
            report("connected", sid=self.sid, transport=self.eio.transport())
        elif event == "connect_error":
            report("connect_error", message=str(args[0]) if args else None, data=to_wire(list(args)))
        elif event == "disconnect":
            report("disconnected", reason=None)
        else:
            report("event", event=event, args=to_wire(list(args)))
            return self.answers.get(event)
        return None


def emit(client, command):
    id = command.get("ack")
    callback = None if id is None else lambda *args: report("ack", id=id, args=to_wire(list(args)))
    data = tuple(from_wire(command.get("args", [])))
    client.emit(command["event"], data, namespace=client.watched, callback=callback)


def leave(client):
    farewell = threading.Thread(target=client.disconnect, daemon=True)
    farewell.start()
    farewell.join(FAREWELL)


def run(options):
    answers = {}
    client = Client(options.namespace, answers)
    for line in sys.stdin:
        command = json.loads(line)
        do = command["do"]
        if do == "connect":
            with contextlib.suppress(socketio.exceptions.ConnectionError):  # it has been reported
                client.connect(
                    options.url,
                    headers=command.get("headers", {}),
                    transports=TRANSPORTS[options.transport],
                    namespaces=[options.namespace],
                    socketio_path=options.path,
                )
        elif do == "emit":
            emit(client, command)
        elif do == "answer":
            answers[command["event"]] = tuple(from_wire(command["args"]))
        elif do == "disconnect":
            leave(client)
        elif do == "quit":
            break
        else:
            fail(f"unknown command: {do}")
    leave(client)


try:
    run(arguments())
except Exception as error:  # whatever it is, the test must hear of it
    fail(f"{type(error).__name__}: {error}")
os._exit(0)  # a poll may still be pending on a thread
