"""python-socketio as a test's client: see lines.py for what it reads and prints.

    python_client.py [--sync] [--transport polling|websocket|upgrade] [--namespace N] [--path P] URL

Without --sync it is the asyncio client, which hands events over in the order they came. The one of --sync starts a thread
for each event, so that order is not kept.
"""

import argparse
import asyncio
import contextlib
import json
import os
import sys
import threading

import socketio

from lines import fail, from_wire, report, to_wire

TRANSPORTS = {"polling": ["polling"], "websocket": ["websocket"], "upgrade": ["polling", "websocket"]}

# Seconds for a clean end. On polling, python-socketio waits for its pending poll, which some servers leave pending.
FAREWELL = 2


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sync", action="store_true")
    parser.add_argument("--transport", choices=TRANSPORTS, default="websocket")
    parser.add_argument("--namespace", default="/")
    parser.add_argument("--path", default="/socket.io")
    parser.add_argument("url")
    return parser.parse_args()


def connect_options(options, command):
    return {
        "url": options.url,
        "auth": command.get("auth"),
        "headers": command.get("headers", {}),
        "transports": TRANSPORTS[options.transport],
        "namespaces": [options.namespace],
        "socketio_path": options.path,
        "wait": False,
    }


def refusal(error):
    """What a CONNECT_ERROR carries: an object with a message, or (from old servers) a bare value."""
    if isinstance(error, dict):
        return {"message": error.get("message"), "data": to_wire(error.get("data"))}
    return {"message": str(error), "data": None}


def register(client, options, answers, coroutines):
    """Reports everything that happens to the client."""
    namespace = options.namespace

    def connected():
        report("connected", sid=client.get_sid(namespace), transport=client.transport())

    def connect_error(error=None):
        report("connect_error", **refusal(error))

    def disconnected(reason=None):
        report("disconnected", reason=reason)

    def event(name, *args):
        report("event", event=name, args=to_wire(list(args)))
        return answers.get(name)

    handlers = {"connect": connected, "connect_error": connect_error, "disconnect": disconnected, "*": event}
    for name, handler in handlers.items():
        if coroutines:

            async def handle(*args, handler=handler):
                return handler(*args)

            client.on(name, handle, namespace=namespace)
        else:
            client.on(name, handler, namespace=namespace)


class Acks:
    """Reports each answer once: the reply, or that none came in time."""

    def __init__(self):
        self.open = set()
        self.lock = threading.Lock()

    def expect(self, id):
        with self.lock:
            self.open.add(id)

    def reply(self, id, args):
        if self._close(id):
            report("ack", id=id, args=to_wire(list(args)))

    def expire(self, id):
        if self._close(id):
            report("ack", id=id, timeout=True)

    def _close(self, id):
        with self.lock:
            was_open = id in self.open
            self.open.discard(id)
            return was_open


def emission(command, options, acks):
    """The keyword arguments of `emit` for a command."""
    emission = {
        "event": command["event"],
        "data": tuple(from_wire(command.get("args", []))),
        "namespace": options.namespace,
    }
    id = command.get("ack")
    if id is not None:
        acks.expect(id)
        emission["callback"] = lambda *args: acks.reply(id, args)
    return emission


def leave_sync(client):
    farewell = threading.Thread(target=client.disconnect, daemon=True)
    farewell.start()
    farewell.join(FAREWELL)


async def leave_async(client):
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(client.disconnect(), FAREWELL)


def run_sync(options):
    client = socketio.Client(reconnection=False)
    answers, acks = {}, Acks()
    register(client, options, answers, coroutines=False)
    for line in sys.stdin:
        command = json.loads(line)
        do = command["do"]
        if do == "connect":
            with contextlib.suppress(socketio.exceptions.ConnectionError):  # the handler has reported it
                client.connect(**connect_options(options, command))
        elif do == "emit":
            client.emit(**emission(command, options, acks))
            if "ack" in command:
                timer = threading.Timer(command.get("timeout", 10), acks.expire, [command["ack"]])
                timer.daemon = True
                timer.start()
        elif do == "answer":
            answers[command["event"]] = tuple(from_wire(command["args"]))
        elif do == "disconnect":
            leave_sync(client)
        elif do == "quit":
            break
        else:
            fail(f"unknown command: {do}")
    leave_sync(client)


async def run_async(options):
    client = socketio.AsyncClient(reconnection=False)
    answers, acks = {}, Acks()
    register(client, options, answers, coroutines=True)
    loop = asyncio.get_running_loop()
    commands = asyncio.StreamReader(limit=64 << 20)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    while line := await commands.readline():
        command = json.loads(line)
        do = command["do"]
        if do == "connect":
            with contextlib.suppress(socketio.exceptions.ConnectionError):  # the handler has reported it
                await client.connect(**connect_options(options, command))
        elif do == "emit":
            await client.emit(**emission(command, options, acks))
            if "ack" in command:
                loop.call_later(command.get("timeout", 10), acks.expire, command["ack"])
        elif do == "answer":
            answers[command["event"]] = tuple(from_wire(command["args"]))
        elif do == "disconnect":
            await leave_async(client)
        elif do == "quit":
            break
        else:
            fail(f"unknown command: {do}")
    await leave_async(client)


def main():
    options = arguments()
    try:
        if options.sync:
            run_sync(options)
        else:
            asyncio.run(run_async(options))
    except Exception as error:  # whatever it is, the test must hear of it
        fail(f"{type(error).__name__}: {error}")
    os._exit(0)  # a poll may still be pending on a thread


main()
