# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Chatting with the demo Router: sending, stopping, queueing, and the list of conversations."""

import os
import unittest

from driver import ProgramTest, has_state, press_keys, pyatspi, text_of, type_keys, wait_until
from router import Router


class Chatting(ProgramTest):
    def test_an_answer_streams_in_and_says_that_it_is_a_demonstration(self):
        program = self.start_demo()
        self.assertTrue(program.window().name.startswith("Tabletalk"))
        self.assertIn("demo", program.window().name)

        program.send("Show me a **table**")
        program.find("Stop", "push button")
        question, answer = program.wait_for_turns(2)

        self.assertRegex(question.name, r"^You, \d\d:\d\d$")
        self.assertEqual(text_of(question), "Show me a **table**")
        self.assertRegex(answer.name, r"^Demo Quick, \d\d:\d\d$")
        self.assertIn("This is a demonstration.", text_of(answer))
        self.assertIn("\nFebruary\tNorth\t1,377\t", text_of(answer))
        self.assertEqual(program.message(), "")
        program.wait_for_status("Answer complete")

    def test_enter_sends_and_shift_enter_makes_a_line(self):
        program = self.start_demo()
        program.focus_message()
        type_keys("one")
        press_keys("shift+Return")
        type_keys("two")
        wait_until(lambda: program.message() == "one\ntwo", lambda: f"two lines, not {program.message()!r}")
        press_keys("Return")
        self.assertEqual(text_of(program.wait_for_turns(2)[0]), "one\ntwo")

    def choose_model(self, program, letters):
        """In the model picker, once it is open: a popup, so it has the keyboard and the window has not."""
        message = program.find("Message", "text")
        wait_until(lambda: not has_state(message, pyatspi.STATE_FOCUSED), "the model picker to open")
        type_keys(letters)
        press_keys("Return")

    def test_a_model_is_chosen_by_keyboard(self):
        program = self.start_demo()
        program.focus_message()
        wait_until(lambda: program.model() == "Demo Quick", "the models to arrive")
        press_keys("ctrl+shift+m")
        self.choose_model(program, "thor")
        wait_until(lambda: program.model() == "Demo Thorough", "the model to be chosen")

        program.send("Hello")
        self.assertRegex(program.wait_for_turns(2)[1].name, r"^Demo Thorough, ")

    def test_sending_without_a_model_asks_for_one_and_then_sends(self):
        router = Router()
        self.addCleanup(router.close)
        program = self.restart_with(router)
        program.focus_message()
        wait_until(lambda: os.path.exists(os.path.join(self.data_dir, "models.json")), "the models to arrive")
        program.send("Nobody was chosen yet")
        program.wait_for_status("model")
        self.assertEqual(program.message(), "Nobody was chosen yet")
        self.choose_model(program, "one")
        self.assertEqual(text_of(program.wait_for_turns(2)[0]), "Nobody was chosen yet")

    def test_the_demo_needs_no_choice_of_a_model(self):
        program = self.start("--demo")
        program.focus_message()
        program.send("Straight away")
        self.assertEqual(text_of(program.wait_for_turns(2)[0]), "Straight away")

    def test_stop_keeps_what_arrived_and_marks_it(self):
        program = self.start_demo()
        program.send("demo: long")
        program.wait_for_text("A table")
        program.press("Stop")
        partial = program.wait_for_turns(2)[1]
        self.assertIn("This is a demonstration.", text_of(partial))
        self.assertNotIn("Part 40 of 40", text_of(partial))
        self.assertTrue(partial.description.startswith("Stopped"), partial.description)
        program.wait_for_status("Stopped")

        program.send("Go on")
        program.wait_for_turns(4)

    def test_escape_stops(self):
        program = self.start_demo()
        program.focus_message()
        program.send("demo: long")
        program.wait_for_text("A table")
        press_keys("Escape")
        self.assertIn("This is a demonstration.", text_of(program.wait_for_turns(2)[1]))
        program.wait_for_status("Stopped")

    def test_enter_while_an_answer_streams_queues_one_message(self):
        program = self.start_demo()
        program.focus_message()
        program.send("A list, please")
        program.find("Stop", "push button")
        type_keys("and now code")
        press_keys("Return")
        program.find("Next: and now code")
        turns = program.wait_for_turns(4)
        self.assertEqual(text_of(turns[2]), "and now code")
        self.assertIn("median", text_of(turns[3]))
        self.assertEqual(program.all("Edit the queued message"), [])

    def test_stop_leaves_the_queued_message_unsent(self):
        program = self.start_demo()
        program.focus_message()
        program.send("demo: long")
        program.wait_for_text("A table")
        type_keys("later")
        press_keys("Return")
        program.find("Next: later")
        program.press("Stop")
        program.wait_for_turns(2)
        program.press("Edit the queued message")
        wait_until(lambda: program.message() == "later", lambda: f"the message, not {program.message()!r}")
        self.assertEqual(len(program.turns()), 2)

    def test_a_failed_turn_says_why_and_offers_what_to_do(self):
        program = self.start_demo()
        program.send("demo: error 402")
        question, failed = program.wait_for_turns(2)
        self.assertEqual(text_of(question), "demo: error 402")
        self.assertIn("not enough credit", failed.description)
        self.assertLessEqual({"Add credit", "Lower the token limit"}, {button.name for button in failed})

    def test_too_many_requests_are_tried_again_in_sight_until_stop(self):
        program = self.start_demo()
        program.send("demo: error 429")
        program.find("Stop", "push button")
        program.wait_for_status("Sending again in")
        program.press("Stop")
        self.assertEqual(len(program.wait_for_turns(2)), 2)


class ConversationList(ProgramTest):
    def test_conversations_are_created_renamed_and_opened(self):
        program = self.start_demo()
        program.send("First of all")
        program.wait_for_turns(2)
        program.wait_for_conversations(["First of all"])

        program.press("New conversation")
        wait_until(lambda: not program.turns(), "an empty conversation")
        program.send("Second thought")
        program.wait_for_turns(2)
        program.wait_for_conversations(["Second thought", "First of all"])

        program.focus_message()
        press_keys("F2", "ctrl+a")
        type_keys("A better name")
        press_keys("Return")
        program.wait_for_conversations(["A better name", "First of all"])
        self.assertIn("A better name", program.window().name)

        program.open_conversation(1)
        wait_until(lambda: text_of(program.turns()[0]) == "First of all", "the first conversation")

    def test_a_deleted_conversation_comes_back_with_undo(self):
        program = self.start_demo()
        program.send("Keep me")
        program.wait_for_turns(2)
        program.wait_for_conversations(["Keep me"])
        program.open_conversation(0)
        press_keys("Delete")
        program.wait_for_conversations([])
        self.assertEqual(program.turns(), [])

        program.press("Undo")
        program.wait_for_conversations(["Keep me"])
        self.assertEqual(text_of(program.wait_for_turns(2)[0]), "Keep me")

    def test_a_restart_finds_the_last_conversation_and_the_draft(self):
        program = self.start_demo()
        program.send("Remember this list")
        answer = text_of(program.wait_for_turns(2)[1])
        program.type_message("half a thou")
        program.quit()
        self.assertEqual(program.process.returncode, 0)

        again = self.start("--demo")
        turns = again.wait_for_turns(2)
        self.assertEqual(text_of(turns[0]), "Remember this list")
        self.assertEqual(text_of(turns[1]), answer)
        self.assertEqual(again.message(), "half a thou")
        self.assertEqual(again.find("Model").description, "Demo Quick")


if __name__ == "__main__":
    unittest.main(verbosity=2)
