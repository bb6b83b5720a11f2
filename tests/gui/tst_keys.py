# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The API key: entered, refused, kept in the desktop's credential store, and nowhere else."""

import os
import subprocess
import unittest

from driver import ProgramTest, wait_until
from router import Router

KEY = "sk-0123456789abcdefghijklmnop"
FIELD = "password text"


def files_with(text, *folders):
    found = subprocess.run(["grep", "-rlaF", text, *folders], capture_output=True, text=True, check=False)
    return found.stdout.split()


def stored_keys():
    """How many entries of Tabletalk the credential store has."""
    found = subprocess.run(["secret-tool", "search", "--all", "server", "tabletalk"],
                           capture_output=True, text=True, check=False)
    return found.stdout.count("secret = ")


def lock_store():
    subprocess.run(["gdbus", "call", "--session", "--dest", "org.freedesktop.secrets",
                    "--object-path", "/org/freedesktop/secrets", "--method", "org.freedesktop.Secret.Service.Lock",
                    "['/org/freedesktop/secrets/collection/login']"], stdout=subprocess.DEVNULL, check=True)


def unlock_store():
    """With the password that packaging/private-session.sh gave it."""
    subprocess.run(["gnome-keyring-daemon", "--unlock"], input=b"a password", stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=True)


class Keys(ProgramTest):
    def setUp(self):
        super().setUp()
        self.router = Router()
        self.addCleanup(self.router.close)

    def start_without_key(self):
        return self.start_with(self.router, environment={})

    def enter(self, program, key, button="Save key"):
        program.find("API key", FIELD).queryEditableText().setTextContents(key)
        program.press(button)

    def authorization(self, program):
        """What the next message is sent with."""
        program.send("Hello")
        wait_until(lambda: self.router.completions, "the request")
        return self.router.completions[-1][0]["Authorization"]

    def test_a_wrong_key_gets_a_sentence_and_is_not_kept(self):
        program = self.start_without_key()
        for key, sentence in [("pk-0123456789abcdef", "This is a project key"),
                              ("", "No key was entered"),
                              ("pk-0123456789:sk-0123456789", "This is a project key"),
                              ("sk-0123456789 sk-0123456789", "no spaces or line breaks"),
                              ("sk-lf-0123456789abcdef", "This is a project key"),
                              ("sk-0123\n456789", "no spaces or line breaks"),
                              ("sk-0123456789абвгд", "plain ASCII characters only"),
                              ("sk-" + "0" * 600, "too long to be a key")]:
            with self.subTest(key=key[:30]):
                self.enter(program, key)
                program.wait_for_status(sentence)
        program.wait_for_status("No key for 127.0.0.1 yet")
        self.assertEqual(stored_keys(), 0)
        self.assertEqual(files_with("sk-0123", os.environ["HOME"], self.folder), [])

    def test_a_right_key_goes_to_the_store_and_nowhere_else(self):
        program = self.start_without_key()
        self.enter(program, KEY)
        program.wait_for_status("Ready. The key is kept in GNOME Keyring.")
        self.assertEqual(self.authorization(program), f"Bearer {KEY}")
        program.wait_for_turns(2)
        self.assertEqual(stored_keys(), 1)
        program.quit()
        self.assertEqual(files_with(KEY, os.environ["HOME"], self.folder), [])

        again = self.start_without_key()
        self.assertEqual(self.authorization(again), f"Bearer {KEY}")
        again.press("Settings")
        again.press("Remove key")
        again.wait_for_status("The key is removed here")
        again.wait_for_status("No key for 127.0.0.1 yet")
        self.assertEqual(stored_keys(), 0)

    def test_the_settings_check_a_key(self):
        program = self.start_with(self.router)
        program.press("Settings")
        program.find("Settings", "dialog")
        program.find("Keys", "list item")
        program.press("Check key")
        program.wait_for_status("has no free way to check a key")
        self.assertEqual(self.router.completions, [])

        self.router.answer = lambda handler: handler.reply(401, '{"error": {"code": 401, "message": "No."}}')
        program.press("Send a test message")
        program.wait_for_status("refuses this key")

        self.router.answer = lambda handler: handler.stream("Yes.")
        program.press("Check key")
        program.press("Send a test message")
        program.wait_for_status("The key works.")

    def test_a_key_for_this_session_is_forgotten_at_the_end(self):
        program = self.start_without_key()
        program.press("Settings")
        program.find("Settings", "dialog")
        wait_until(lambda: len(program.all("API key", FIELD)) == 2, "the settings' field")
        program.all("API key", FIELD)[-1].queryEditableText().setTextContents(KEY)
        program.press("Keep for this session")
        program.wait_for_status("The key is kept until Tabletalk closes")
        program.press("Close")
        self.assertEqual(self.authorization(program), f"Bearer {KEY}")
        program.wait_for_turns(2)
        program.quit()
        self.assertEqual(stored_keys(), 0)
        self.assertEqual(files_with(KEY, os.environ["HOME"], self.folder), [])
        self.start_without_key().wait_for_status("No key for 127.0.0.1 yet")

    def test_the_environments_key_is_used_and_said(self):
        program = self.start_with(self.router, environment={"LLMROUTER_API_KEY": KEY})
        program.wait_for_status("The key is from the environment (LLMROUTER_API_KEY)")
        program.find("Use the key from LLMROUTER_API_KEY")
        self.assertEqual(self.authorization(program), f"Bearer {KEY}")
        with open(f"/proc/{program.process.pid}/cmdline", "rb") as arguments:
            self.assertNotIn(KEY.encode(), arguments.read())

    def test_with_a_locked_store_the_key_is_offered_to_be_kept_for_this_session(self):
        lock_store()
        self.addCleanup(unlock_store)
        program = self.start_without_key()
        self.enter(program, KEY)
        program.wait_for_status("lock")
        program.press("Keep for this session")
        program.wait_for_status("The key is kept for this session only")
        self.assertEqual(self.authorization(program), f"Bearer {KEY}")
        self.assertEqual(files_with(KEY, os.environ["HOME"], self.folder), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
