"""A receiver of webhooks, as a foreign judge of what 'listen --forward-to' posts: it checks signatures as the specification
of Standard Webhooks describes them, with the standard library alone.

    webhook_receiver.py SECRET STATUS…

Answers the first post with the first status, and so on; all later ones with the last. A status of 0 closes the connection
without an answer. Prints {"type": "listening", "port": P}, then for each post, before it is answered:

    {"type": "post", "path": …, "id": …, "valid": true | false, "content": …, "body": …}

It ends when its input does.
"""

import base64
import hashlib
import hmac
import http.server
import json
import sys
import threading
import time

from lines import report


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        report(
            "post",
            path=self.path,
            id=self.headers["webhook-id"],
            valid=self.is_valid(body),
            content=self.headers["content-type"],
            body=json.loads(body),
        )
        status = self.server.statuses.pop(0) if len(self.server.statuses) > 1 else self.server.statuses[0]
        if status == 0:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def is_valid(self, body):
        seconds = self.headers["webhook-timestamp"]
        signed = f"{self.headers['webhook-id']}.{seconds}.".encode() + body
        code = base64.b64encode(hmac.new(self.server.secret, signed, hashlib.sha256).digest()).decode()
        return self.headers["webhook-signature"] == f"v1,{code}" and abs(time.time() - int(seconds)) < 300

    def log_message(self, *arguments):
        pass


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.secret = sys.argv[1].encode()
    server.statuses = [int(status) for status in sys.argv[2:]]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    report("listening", port=server.server_port)
    sys.stdin.read()


main()
