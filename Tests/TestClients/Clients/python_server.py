"""python-socketio's own server, as a foreign judge of our client; and to try the foreign clients without our server.

    python_server.py [--ping-interval S] [--ping-timeout S]

Prints {"type": "listening", "port": P}, then (see lines.py) one line for each connection, event, and disconnection.
It ends when its input does. A line on standard input is a command:

    {"do": "emit", "event": E, "args": […], "ack": ID?}    to every socket of '/'; with ID: an "ack" line for each reply
    {"do": "drop"}                                         cuts every TCP connection without a word
    {"do": "quit"}

What it does by itself, in '/' and in '/custom': sends "auth" with the auth of CONNECT; answers "message" with
"message-back"; acknowledges "message-with-ack" with its arguments; leaves "never-acknowledged" without an answer; on "ask"
sends "question" with the same arguments, and "answered" with those of its acknowledgement; on "count" sends so many times
"number", from 0; on "leave" disconnects the socket. Auth {"refuse": X} is refused with the message "not you" and X as data; with auth {"early": X} the
event "auth" comes before CONNECT is accepted.
"""

import argparse
import asyncio
import json
import sys

import socketio
from aiohttp import web

from lines import fail, from_wire, report, to_wire


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ping-interval", type=float, default=25)
    parser.add_argument("--ping-timeout", type=float, default=20)
    return parser.parse_args()


def serve_namespace(server, namespace):
    async def connect(sid, environ, auth):
        if isinstance(auth, dict) and "refuse" in auth:
            raise socketio.exceptions.ConnectionRefusedError("not you", from_wire(auth["refuse"]))
        report("connected", sid=sid, namespace=namespace, auth=auth, header=environ.get("HTTP_X_TEST"))
        greeting = server.emit("auth", {} if auth is None else auth, to=sid, namespace=namespace)
        if isinstance(auth, dict) and "early" in auth:
            await greeting
        else:  # after this handler, which python-socketio awaits before it sends CONNECT
            server.start_background_task(lambda: greeting)

    async def disconnect(sid, reason=None):
        report("disconnected", sid=sid, namespace=namespace, reason=reason)

    async def event(name, sid, *args):
        report("event", event=name, args=to_wire(list(args)), namespace=namespace)
        if name == "message":
            await server.emit("message-back", args, to=sid, namespace=namespace)
        elif name == "message-with-ack":
            return args
        elif name == "never-acknowledged":
            await asyncio.Event().wait()
        elif name == "ask":

            async def answered(*reply):
                await server.emit("answered", reply, to=sid, namespace=namespace)

            await server.emit("question", args, to=sid, namespace=namespace, callback=answered)
        elif name == "count":
            for number in range(args[0]):
                await server.emit("number", number, to=sid, namespace=namespace)
        elif name == "leave":
            await server.disconnect(sid, namespace=namespace)

    server.on("connect", connect, namespace=namespace)
    server.on("disconnect", disconnect, namespace=namespace)
    server.on("*", event, namespace=namespace)


async def perform(command, server, connections):
    do = command["do"]
    if do == "emit":
        id = command.get("ack")
        callback = None if id is None else lambda *args: report("ack", id=id, args=to_wire(list(args)))
        for sid, _ in list(server.manager.get_participants("/", None)):
            await server.emit(command["event"], tuple(from_wire(command["args"])), to=sid, callback=callback)
    elif do == "drop":
        for connection in connections:
            connection.transport and connection.transport.abort()
    else:
        fail(f"unknown command: {do}")


async def run(options):
    server = socketio.AsyncServer(
        async_mode="aiohttp",
        cors_allowed_origins="*",
        namespaces=["/", "/custom"],
        ping_interval=options.ping_interval,
        ping_timeout=options.ping_timeout,
    )
    serve_namespace(server, "/")
    serve_namespace(server, "/custom")
    application = web.Application()
    server.attach(application)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    report("listening", port=runner.addresses[0][1])

    loop = asyncio.get_running_loop()
    commands = asyncio.StreamReader(limit=64 << 20)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    while line := await commands.readline():
        command = json.loads(line)
        if command["do"] == "quit":
            break
        await perform(command, server, list(runner.server.connections))


def main():
    try:
        asyncio.run(run(arguments()))
    except Exception as error:  # whatever it is, the test must hear of it
        fail(f"{type(error).__name__}: {error}")


main()
