# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A Router on loopback whose answers the test writes."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Router(ThreadingHTTPServer):
    """A Router whose answers the test writes: `answer` is called with the handler for each completion."""

    daemon_threads = True
    models = [{"id": "interactive/test/one", "object": "model", "created": 1, "provider": "Test",
               "marketing_name": "Test One", "description": "", "prices": {"input": "0.000001", "output": "0.000002"}}]

    def __init__(self, answer=None):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer or (lambda handler: handler.stream("Hello from the test."))  # may be replaced
        self.completions = []  # (headers, body) of each, in the order they came
        self.release = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/api/v1"

    def close(self):
        self.release.set()
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.path.endswith("/models"):
            self.reply(200, json.dumps({"object": "list", "data": self.server.models}))
        else:
            self.reply(404, "<html>not here</html>", "text/html")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.completions.append((dict(self.headers), json.loads(body)))
        self.close_connection = True
        try:
            self.server.answer(self)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def reply(self, status, text, content_type="application/json", headers=None):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def begin_stream(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

    def say(self, text, finish=None):
        chunk = {"id": "gen-1", "object": "chat.completion.chunk", "created": 1, "model": "interactive/test/one",
                 "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def end_stream(self):
        usage = {"id": "gen-1", "object": "chat.completion.chunk", "created": 1, "model": "interactive/test/one",
                 "choices": [], "usage": {"prompt_tokens": 8, "completion_tokens": 2, "total_tokens": 10, "cost": 0.00003}}
        self.wfile.write(f"data: {json.dumps(usage)}\n\ndata: [DONE]\n\n".encode())
        self.wfile.flush()

    def stream(self, text):
        self.begin_stream()
        for word in re.findall(r"\S+\s*", text):
            self.say(word)
        self.say("", "stop")
        self.end_stream()
