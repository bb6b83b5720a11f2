# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Drives the running program from outside: starts it, finds widgets by their accessible names and presses
real keys. Needs a display with a window manager, a session bus and the accessibility bus, all of which
packaging/private-session.sh starts."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

try:
    import pyatspi
    from gi.repository import GLib
except ImportError:
    print("Skipped: the GUI tests need python3-pyatspi.")
    sys.exit(77)  # what CTest knows as "skipped"

PROGRAM = os.environ["TABLETALK_PROGRAM"]
PATIENCE_S = 30
WITH_KEY = {"LLMROUTER_API_KEY": "sk-of-the-environment-0123"}


def wait_until(condition, what, seconds=PATIENCE_S):
    """Returns the first true value of `condition`, asked every 50 ms while the main loop runs. `what` is
    waited for; a function gives it when it is needed."""
    loop = GLib.MainLoop()
    found = []

    def ask():
        try:
            value = condition()
        except (GLib.Error, AttributeError, NotImplementedError, LookupError):
            value = None  # a widget may vanish while it is looked at
        if value:
            found.append(value)
            loop.quit()
            return False
        return True

    if ask():
        asking = GLib.timeout_add(50, ask)
        deadline = GLib.timeout_add(int(seconds * 1000), loop.quit)
        loop.run()
        GLib.source_remove(deadline if found else asking)
    if not found:
        raise AssertionError(f"waited {seconds} s in vain for {what() if callable(what) else what}")
    return found[0]


def walk(node):
    yield node
    for index in range(node.childCount):
        child = node.getChildAtIndex(index)
        if child:
            yield from walk(child)


def text_of(node):
    return node.queryText().getText(0, -1)


def has_state(node, state):
    return node.getState().contains(state)


def is_showing(node):
    return has_state(node, pyatspi.STATE_SHOWING)


def press_keys(*keys):
    """Presses keys as a person would, in whatever has the focus: "ctrl+n", "Return"."""
    subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)


def type_keys(text):
    subprocess.run(["xdotool", "type", "--clearmodifiers", text], check=True)


class Program:
    """One running Tabletalk."""

    def __init__(self, *arguments, data_dir, environment=None):
        everything = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", LANG="C.UTF-8")
        everything.pop("LLMROUTER_API_KEY", None)
        everything.pop("TABLETALK_ROUTER", None)
        everything.update(environment or {})
        self.process = subprocess.Popen(
            [PROGRAM, "--data-dir", data_dir, *arguments],
            env=everything, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def application(self):
        """The accessible of this very process; other programs may still be on the bus."""
        for candidate in pyatspi.Registry.getDesktop(0):
            if candidate and candidate.name == "tabletalk" and candidate.get_process_id() == self.process.pid:
                return candidate
        return None

    def window(self):
        return wait_until(
            lambda: next((node for node in self.application() or () if is_showing(node)), None),
            lambda: f"the window; the program says: {self.ending()}")

    def ending(self):
        """How the program ended and what it said, if it has ended."""
        if self.process.poll() is None:
            return "nothing, it still runs"
        return f"{self.process.returncode}, {self.process.stderr.read()}"

    def activate(self):
        """Gives the window the keyboard."""
        self.find("Message", "text")
        wait_until(lambda: has_state(self.window(), pyatspi.STATE_ACTIVE), "the window to have the keyboard")

    def has_text(self, part):
        """Whether a label or a button on the screen says this."""
        return any(part in node.name for node in self.all())

    def wait_for_label(self, part):
        wait_until(lambda: self.has_text(part), f"something that says {part!r}")

    def all(self, name=None, role=None):
        """What is on the screen with this name and role."""
        application = self.application()
        return [node for node in (walk(application) if application else ())
                if (name is None or node.name == name) and (role is None or node.getRoleName() == role)
                and is_showing(node)]

    def find(self, name, role=None, seconds=PATIENCE_S):
        return wait_until(lambda: next(iter(self.all(name, role)), None),
                          f"{role or 'something'} named {name}", seconds)

    def focus_message(self):
        self.activate()
        node = self.find("Message", "text")
        node.queryComponent().grabFocus()
        wait_until(lambda: has_state(node, pyatspi.STATE_FOCUSED), "the message box to have the focus")

    def click(self, node):
        """With the mouse: what a list item is chosen and focused with."""
        self.activate()
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        subprocess.run(["xdotool", "mousemove", "--sync", str(box.x + box.width // 2), str(box.y + box.height - 8),
                        "click", "1"], check=True)

    def press(self, name):
        def pressable():
            return next((node for node in self.all(name, "push button")
                         if has_state(node, pyatspi.STATE_ENABLED)), None)
        wait_until(pressable, f"a button {name} to press").queryAction().doAction(0)

    def model(self):
        return self.find("Model", "push button").description

    def message(self):
        return text_of(self.find("Message", "text"))

    def type_message(self, text):
        self.find("Message", "text").queryEditableText().setTextContents(text)

    def send(self, text):
        self.type_message(text)
        self.press("Send")

    def turns(self):
        return [turn for view in self.all("Conversation", "list") for turn in view]

    def last_text(self):
        turns = self.turns()
        return text_of(turns[-1]) if turns else ""

    def wait_for_turns(self, count):
        """Until so many turns are there and none is being answered."""
        def is_done():
            return len(self.turns()) == count and not self.all("Stop", "push button")
        wait_until(is_done, lambda: f"{count} turns at rest; there are {[turn.name for turn in self.turns()]}")
        return self.turns()

    def wait_for_text(self, part):
        """Until the last turn holds this."""
        wait_until(lambda: part in self.last_text(), lambda: f"{part!r} in {self.last_text()!r}")

    def open_conversation(self, row):
        self.click(self.find("Conversations", "list")[row])
        conversations = self.find("Conversations", "list")
        wait_until(lambda: has_state(conversations, pyatspi.STATE_FOCUSED), "the conversations to have the focus")

    def conversations(self):
        return [item.name for item in self.find("Conversations", "list")]

    def wait_for_conversations(self, titles):
        wait_until(lambda: self.conversations() == titles,
                   lambda: f"the conversations {titles}; there are {self.conversations()}")

    def statuses(self):
        """The texts of all status lines on the screen: the window's, and that of a key entry."""
        return [node.description for node in self.all("Status")]

    def wait_for_status(self, part):
        return wait_until(lambda: next((text for text in self.statuses() if part in text), None),
                          lambda: f"a status with {part!r}; there are {self.statuses()}")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def quit(self):
        """Ends it as a person does."""
        self.activate()
        press_keys("ctrl+q")
        self.process.wait(timeout=PATIENCE_S)

    def close(self):
        if self.process.poll() is None:
            self.kill()
        self.process.stdout.close()
        self.process.stderr.close()


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own, in which Tabletalk's data folder is `data_dir`."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="tabletalk-gui-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data_dir = os.path.join(self.folder, "data")

    def start(self, *arguments, environment=None):
        program = Program(*arguments, data_dir=self.data_dir, environment=environment)
        self.addCleanup(program.close)
        return program

    def start_with(self, router, environment=None):
        """A new conversation with the Router of a test, and a key in the environment unless told otherwise."""
        return self.start("--router", router.url, "--model", "test/one",
                          environment=WITH_KEY if environment is None else environment)

    def restart_with(self, router):
        """Where it was left: without a model on the command line, which asks for a new conversation."""
        return self.start("--router", router.url, environment=WITH_KEY)

    def start_demo(self):
        return self.start("--demo", "--model", "demo/quick")
