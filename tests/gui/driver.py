# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Drives the running program from outside: starts it, finds widgets by their accessible names, and plays
the Router for it. Needs a display, a session bus and the accessibility bus, all of which
packaging/private-session.sh starts."""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyatspi
from gi.repository import GLib

PROGRAM = os.environ["TABLETALK_PROGRAM"]
PATIENCE_S = 20


def wait_until(condition, what, seconds=PATIENCE_S):
    """Returns the first true value of `condition`, asked every 50 ms while the main loop runs."""
    loop = GLib.MainLoop()
    found = []

    def ask():
        try:
            value = condition()
        except Exception:  # a widget may vanish while it is looked at
            value = None
        if value:
            found.append(value)
            loop.quit()
            return False
        return True

    if ask():
        GLib.timeout_add(50, ask)
        deadline = GLib.timeout_add(int(seconds * 1000), loop.quit)
        loop.run()
        if found:
            GLib.source_remove(deadline)
    if not found:
        raise AssertionError(f"waited {seconds} s in vain for {what}")
    return found[0]


def walk(node):
    yield node
    for index in range(node.childCount):
        child = node.getChildAtIndex(index)
        if child:
            yield from walk(child)


def text_of(node):
    return node.queryText().getText(0, -1)


class Program:
    """One running Tabletalk with a home and a data folder of its own."""

    def __init__(self, *arguments, environment=None, data_dir=None):
        self.home = tempfile.mkdtemp(prefix="tabletalk-gui-")
        self.data_dir = data_dir or os.path.join(self.home, "data")
        self.process = self.launch(*arguments, environment=environment)

    def launch(self, *arguments, environment=None):
        everything = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", LANG="C.UTF-8")
        everything.pop("LLMROUTER_API_KEY", None)
        everything.pop("TABLETALK_ROUTER", None)
        everything.update(environment or {})
        return subprocess.Popen(
            [PROGRAM, "--data-dir", self.data_dir, *arguments],
            env=everything, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def application(self):
        """The accessible of this very process; other programs may still be on the bus."""
        for candidate in pyatspi.Registry.getDesktop(0):
            if candidate and candidate.name == "tabletalk" and candidate.get_process_id() == self.process.pid:
                return candidate
        return None

    def window(self):
        return wait_until(lambda: next(iter(self.application()), None), "the window")

    def all(self, name=None, role=None):
        return [node for node in walk(self.application())
                if (name is None or node.name == name) and (role is None or node.getRoleName() == role)]

    def find(self, name, role=None, seconds=PATIENCE_S):
        return wait_until(lambda: next(iter(self.all(name, role)), None), f"{role or 'something'} named {name}", seconds)

    def is_showing(self, node):
        return node.getState().contains(pyatspi.STATE_SHOWING)

    def press(self, name):
        def pressable():
            for node in self.all(name):
                if node.getRoleName() in ("push button", "button") and self.is_showing(node) \
                        and node.getState().contains(pyatspi.STATE_ENABLED):
                    return node
            return None
        wait_until(pressable, f"a button {name} to press").queryAction().doAction(0)

    def type_into(self, name, text):
        self.find(name, "text" if name != "API key" else None).queryEditableText().setTextContents(text)

    def send(self, text):
        self.type_into("Message", text)
        self.press("Send")

    def turns(self):
        conversation = next((n for n in self.all("Conversation") if n.getRoleName() == "list"), None)
        return [conversation.getChildAtIndex(i) for i in range(conversation.childCount)] if conversation else []

    def last_text(self):
        turns = self.turns()
        return text_of(turns[-1]) if turns else ""

    def wait_for_answer(self, part, seconds=PATIENCE_S):
        wait_until(lambda: len(self.turns()) >= 2 and part in self.last_text(), f"an answer with {part!r}", seconds)
        wait_until(lambda: self.all("Send", "push button"), "the answer to end", seconds)

    def status(self):
        return text_of(self.find("Status"))

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def quit(self):
        self.process.terminate()
        self.process.wait(timeout=PATIENCE_S)

    def close(self):
        if self.process.poll() is None:
            self.kill()
        self.process.stdout.close()
        self.process.stderr.close()
        shutil.rmtree(self.home, ignore_errors=True)


class Router(ThreadingHTTPServer):
    """A Router whose answers the test writes: `answer` is called with the handler for each completion."""

    daemon_threads = True
    models = [{"id": "interactive/test/one", "object": "model", "created": 1, "provider": "Test",
               "marketing_name": "Test One", "description": "", "prices": {"input": "0.000001", "output": "0.000002"}}]

    def __init__(self, answer=None):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer or (lambda handler: handler.stream("Hello from the test."))
        self.completions = []  # (headers, body) of each
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
