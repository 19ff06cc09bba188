"""The official browser bundle in headless Chromium as a test's client: see lines.py for what it reads and prints.

    browser_client.py [--transport polling|websocket|upgrade] [--namespace N] [--path P] [--page-host H] [--reconnect] URL

With --reconnect, the client comes back by itself when its connection broke.

The page comes from a server of this process, as http://H:<any port>/ (H: localhost; any name works, for the browser is told
to find it on 127.0.0.1), so the Origin that the Socket.IO server sees is that. Chromium and the bundle are those that
CMSIO_TEST_CHROMIUM and CMSIO_TEST_SOCKETIO_JS name; .ci/tools installs both and sets them.

Chromium is driven by its DevTools protocol over two pipes, so it ends with this process even if that is killed.
"""

import argparse
import asyncio
import contextlib
import fcntl
import http.server
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading

from lines import fail, report

# Seconds for Chromium to start and load the page, and to end by itself.
START = 45
FAREWELL = 5


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--transport", choices=["polling", "websocket", "upgrade"], default="upgrade")
    parser.add_argument("--namespace", default="/")
    parser.add_argument("--path", default="/socket.io")
    parser.add_argument("--page-host", default="localhost")
    parser.add_argument("--reconnect", action="store_true")
    parser.add_argument("url")
    return parser.parse_args()


def setting(name):
    value = os.environ.get(name)
    if not value:
        fail(f"{name} is not set: run .ci/tools, and source the file that it writes")
    return value


def serve_page():
    """Serves the page and the bundle on 127.0.0.1, on a thread that ends with the process; returns the port."""
    files = {
        "/": ("text/html; charset=utf-8", pathlib.Path(__file__).with_suffix(".html").read_bytes()),
        "/socket.io.min.js": ("text/javascript", pathlib.Path(setting("CMSIO_TEST_SOCKETIO_JS")).read_bytes()),
    }

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            kind, body = files.get(self.path, ("text/plain", None))
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


class Chromium:
    """One headless browser, and the DevTools messages to and from it (JSON texts that end with a zero byte)."""

    def __init__(self, profile, page_host):
        self.to_browser, self.from_browser = None, None
        self.replies, self.last = {}, 0
        # Chromium reads descriptor 3 and writes 4. The copies above 9 cannot collide with those while they are put there.
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        high_in, high_out = (fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 10) for fd in (theirs_in, theirs_out))

        def place():
            os.dup2(high_in, 3)
            os.dup2(high_out, 4)

        self.process = subprocess.Popen(
            [
                setting("CMSIO_TEST_CHROMIUM"),
                "--headless=new",
                "--remote-debugging-pipe",
                "--no-sandbox",  # tests may run as root in a container, where Chromium's own sandbox cannot
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--no-default-browser-check",
                "--no-proxy-server",
                "--password-store=basic",
                f"--host-resolver-rules=MAP {page_host} 127.0.0.1",
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            preexec_fn=place,
            pass_fds=(3, 4),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for fd in (theirs_in, theirs_out, high_in, high_out):
            os.close(fd)
        self.ours = (ours_in, ours_out)

    async def open_page(self, url):
        """Opens a page and waits until it has loaded."""
        loop = asyncio.get_running_loop()
        self.from_browser = asyncio.StreamReader(limit=64 << 20)
        await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(self.from_browser), os.fdopen(self.ours[0], "rb", 0)
        )
        self.to_browser, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(self.ours[1], "wb", 0))
        self.reading = asyncio.create_task(self._read())
        target = (await self.call("Target.createTarget", url="about:blank"))["targetId"]
        attached = await self.call("Target.attachToTarget", targetId=target, flatten=True)
        session = self.session = attached["sessionId"]
        await self.call("Runtime.enable", session)
        await self.call("Runtime.addBinding", session, name="hear")
        await self.call("Page.enable", session)
        self.loaded = loop.create_future()
        navigation = await self.call("Page.navigate", session, url=url)
        if "errorText" in navigation:
            raise RuntimeError(f"the page does not load: {navigation['errorText']}")
        await self.loaded

    async def call(self, method, session=None, **params):
        if self.reading.done():
            raise RuntimeError("Chromium ended")
        self.last += 1
        reply = self.replies[self.last] = asyncio.get_running_loop().create_future()
        message = {"id": self.last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self.to_browser.write(json.dumps(message).encode() + b"\0")
        return await reply

    async def run(self, function, argument):
        """Calls a function of the page with a JSON value."""
        result = await self.call(
            "Runtime.evaluate", self.session, expression=f"{function}({json.dumps(argument)})", returnByValue=True
        )
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", "the page failed"))

    async def _read(self):
        try:
            while True:
                self._hear(json.loads((await self.from_browser.readuntil(b"\0"))[:-1]))
        except asyncio.IncompleteReadError:
            pass  # Chromium ended
        finally:  # also when nobody reads our lines any more: whoever waits for a reply must not wait for ever
            for reply in self.replies.values():
                self._settle(reply, {"error": {"message": "Chromium ended"}})

    def _hear(self, message):
        if message.get("id") in self.replies:
            self._settle(self.replies.pop(message["id"]), message)
        elif message.get("method") == "Runtime.bindingCalled":
            report(**json.loads(message["params"]["payload"]))
        elif message.get("method") == "Page.loadEventFired" and not self.loaded.done():
            self.loaded.set_result(None)

    def _settle(self, reply, message):
        if reply.done():
            return
        if "error" in message:
            reply.set_exception(RuntimeError(message["error"]["message"]))
        else:
            reply.set_result(message["result"])

    def end(self):
        """Ends Chromium and everything it started."""
        if self.to_browser:
            self.to_browser.write(b'{"id":0,"method":"Browser.close"}\0')
        else:
            os.close(self.ours[1])

    def wait(self):
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(FAREWELL)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


async def obey(chromium, options):
    """Performs the commands of standard input until it ends."""
    await chromium.run(
        "start",
        {
            "url": options.url,
            "path": options.path,
            "namespace": options.namespace,
            "transport": options.transport,
            "reconnect": options.reconnect,
        },
    )
    commands = asyncio.StreamReader(limit=64 << 20)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    while line := await commands.readline():
        command = json.loads(line)
        if command["do"] == "quit":
            break
        await chromium.run("perform", command)
    await chromium.run("perform", {"do": "disconnect"})


async def run(options, chromium, port):
    try:
        try:
            await asyncio.wait_for(chromium.open_page(f"http://{options.page_host}:{port}/"), START)
        except asyncio.TimeoutError:
            raise RuntimeError(f"Chromium did not show the page within {START} s") from None
        await obey(chromium, options)
    finally:
        chromium.end()
        if chromium.to_browser:
            await chromium.reading


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="cmsio-browser-", ignore_cleanup_errors=True) as profile:
        port = serve_page()
        chromium = Chromium(profile, options.page_host)
        try:
            asyncio.run(run(options, chromium, port))
        except Exception as error:  # whatever it is, the test must hear of it
            fail(f"{type(error).__name__}: {error}")
        finally:
            chromium.wait()


main()
