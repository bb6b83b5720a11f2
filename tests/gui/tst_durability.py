# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What survives: kills in mid-answer, requests to end, unusable folders, a second start, and whatever the
Router replies."""

import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import time
import unittest

from driver import PATIENCE_S, PROGRAM, WITH_KEY, ProgramTest, has_state, pyatspi, text_of, wait_until
from router import Router


class DurabilityTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.router = Router()
        self.addCleanup(self.router.close)

    def stored(self, statement):
        """The first column of what the history file answers, read as another program would."""
        with sqlite3.connect(f"file:{self.data_dir}/history.sqlite?mode=ro", uri=True) as database:
            return [row[0] for row in database.execute(statement)]


class Kills(DurabilityTest):
    def test_the_question_is_on_disk_before_the_request_leaves_which_it_does_once(self):
        on_disk = []

        def answer(handler):
            on_disk.extend(self.stored("SELECT text FROM step"))
            handler.stream("Noted.")

        self.router.answer = answer
        program = self.start_with(self.router)
        program.send("Is this kept?")
        program.wait_for_turns(2)
        self.assertIn("Is this kept?", on_disk)
        self.assertEqual(len(self.router.completions), 1)
        program.quit()
        self.assertEqual(self.stored("PRAGMA integrity_check"), ["ok"])
        self.assertEqual(len(self.router.completions), 1)

    def test_a_kill_in_mid_answer_loses_at_most_a_second_of_it(self):
        sent = []  # when each word of this answer went out

        def answer(handler):
            handler.begin_stream()
            while not self.router.release.wait(0.1):
                handler.say(f"word{len(sent)} ")
                sent.append(time.monotonic())

        self.router.answer = answer
        program = self.start_with(self.router)
        for round_number in range(5):
            program.wait_for_turns(2 * round_number)
            del sent[:]
            target = random.randint(3, 40)
            program.send(f"Question {round_number}")
            wait_until(lambda: len(sent) >= target, f"{target} words")
            now = time.monotonic()
            # Half a second more than promised: the way to the program and the busy machine.
            safe = sum(1 for when in sent if when < now - 1.5)
            program.kill()

            program = self.restart_with(self.router)
            question, answered = program.wait_for_turns(2 * round_number + 2)[-2:]
            self.assertEqual(text_of(question), f"Question {round_number}")
            kept = re.findall(r"word\d+", text_of(answered))
            self.assertEqual(kept, [f"word{i}" for i in range(len(kept))])
            self.assertGreaterEqual(len(kept), safe, f"of {len(sent)} words")
            self.assertIn("Tabletalk ended while this answer was arriving", answered.description)
        self.assertEqual(self.stored("PRAGMA integrity_check"), ["ok"])
        self.assertEqual(len(self.router.completions), 5)


class Ends(DurabilityTest):
    def test_a_program_that_is_asked_to_end_loses_nothing(self):
        for asked in [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]:
            with self.subTest(signal=asked.name):
                program = self.start_demo()
                program.find("Message", "text")
                draft = f"Written just before {asked.name}"
                program.type_message(draft)
                wait_until(lambda: program.message() == draft, "the text in the message box")
                program.process.send_signal(asked)
                self.assertEqual(program.process.wait(timeout=PATIENCE_S), 0)
                program = self.start("--demo")
                wait_until(lambda: program.message() == draft, lambda: f"the draft; there is {program.message()!r}")
                program.kill()


class Starts(DurabilityTest):
    def run_to_the_end(self, *arguments):
        return subprocess.run([PROGRAM, "--data-dir", self.data_dir, *arguments],
                              capture_output=True, text=True, timeout=PATIENCE_S, check=False)

    def test_a_second_start_raises_the_first_and_hands_over(self):
        program = self.start_demo()
        program.activate()
        window = program.window()
        subprocess.run(["xdotool", "getactivewindow", "windowminimize", "--sync"], check=True)
        wait_until(lambda: not has_state(window, pyatspi.STATE_ACTIVE), "the window to be minimised")
        second = self.run_to_the_end("--demo", "--model", "demo/thorough")
        self.assertEqual(second.returncode, 0, second.stderr)
        wait_until(lambda: has_state(window, pyatspi.STATE_ACTIVE), "the window to be raised")
        wait_until(lambda: program.model() == "Demo Thorough", "the second start's model")

    def test_an_unusable_url_ends_with_a_sentence(self):
        for url, sentence in [("app.interactive.ai/api/v1", "needs a scheme"),
                              ("http://192.0.2.1/api/v1", "http:// would send the key"),
                              ("ftp://example.org", "must start with https://"),
                              ("https://user:secret@example.org", "may not hold a user name")]:
            with self.subTest(url=url):
                ended = self.run_to_the_end("--router", url)
                self.assertEqual(ended.returncode, 2)
                self.assertIn(sentence, ended.stderr)
                self.assertFalse(os.path.exists(self.data_dir))

    def test_an_unusable_data_folder_is_said_and_chatting_works(self):
        in_the_way = os.path.join(self.folder, "file")
        with open(in_the_way, "w", encoding="utf-8") as file:
            file.write("not a folder")
        for folder in [in_the_way, os.path.join(in_the_way, "below"), "/proc/nothing"]:
            with self.subTest(folder=folder):
                self.data_dir = folder
                program = self.start_demo()
                program.wait_for_label("You can chat, but nothing will be kept.")
                program.send("Can we talk?")
                failed = program.wait_for_turns(2)[1]
                self.assertEqual(text_of(program.turns()[0]), "Can we talk?")
                self.assertEqual(failed[0].name, "Send without saving")
                failed[0].queryAction().doAction(0)
                program.wait_for_text("This is a demonstration.")
                program.kill()


class Replies(DurabilityTest):
    def replies(self):
        def error(status, message="Said by the test."):
            return lambda handler: handler.reply(
                status, f'{{"error": {{"code": {status}, "message": "{message}"}}}}')

        def html(handler):
            handler.reply(200, "<!DOCTYPE html><html><body>Sign in</body></html>", "text/html")

        def cut(handler):
            handler.begin_stream()
            handler.say("The first half ")

        def silence(handler):
            handler.connection.shutdown(socket.SHUT_RDWR)

        def broken(handler):
            handler.begin_stream()
            handler.wfile.write(b"data: {\"choices\": [\xff\xfe\n\n")

        return [("401", error(401), "refused the key (401)", "Open key settings"),
                ("402", error(402), "not enough credit", "Add credit"),
                ("403", error(403), "(403)", "Choose another model"),
                ("404", error(404), "does not know this model", "Choose another model"),
                ("500", error(500), "The Router failed (500)", "Retry"),
                ("503", error(503), "(503)", "Retry"),
                ("a web page", html, "is not a Router", None),
                ("a stream that is cut", cut, "ended in the middle of the answer", "Continue"),
                ("no reply", silence, "ended before an answer began", "Retry"),
                ("broken JSON", broken, "could not be read", "Retry")]

    def test_every_reply_gets_a_sentence_and_loses_nothing(self):
        program = self.start_with(self.router)
        program.find("Message", "text")
        for count, (name, answer, sentence, step) in enumerate(self.replies(), 1):
            with self.subTest(reply=name):
                self.router.answer = answer
                program.send(f"Question {count}")
                question, failed = program.wait_for_turns(2 * count)[-2:]
                self.assertEqual(text_of(question), f"Question {count}")
                self.assertIn(sentence, failed.description)
                program.wait_for_status(sentence)
                if step:
                    self.assertIn(step, [button.name for button in failed])
                self.assertEqual(len(self.router.completions), count)

    def test_the_first_half_of_a_cut_answer_is_kept(self):
        self.router.answer = dict((name, answer) for name, answer, *_ in self.replies())["a stream that is cut"]
        program = self.start_with(self.router)
        program.send("Half an answer, please")
        self.assertEqual(text_of(program.wait_for_turns(2)[1]).strip(), "The first half")

    def test_retry_asks_once_more(self):
        self.router.answer = lambda handler: handler.reply(500, '{"error": {"message": "Not now."}}')
        program = self.start_with(self.router)
        program.send("Please")
        failed = program.wait_for_turns(2)[1]
        self.router.answer = lambda handler: handler.stream("Now it works.")
        next(button for button in failed if button.name == "Retry").queryAction().doAction(0)
        program.wait_for_text("Now it works.")
        self.assertEqual(len(program.wait_for_turns(2)), 2)
        self.assertEqual(len(self.router.completions), 2)

    def test_nobody_listening_is_said(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        program = self.start("--router", f"http://127.0.0.1:{port}/api/v1", "--model", "test/one",
                             environment=WITH_KEY)
        program.send("Anybody?")
        self.assertIn("the connection was refused", program.wait_for_turns(2)[1].description)


if __name__ == "__main__":
    unittest.main(verbosity=2)
