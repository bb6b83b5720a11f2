# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Editing what was said, walking its versions, and conversations that are temporary."""

import os
import sqlite3
import unittest

from driver import ProgramTest, has_state, press_keys, pyatspi, text_of, type_keys, wait_until


class Versions(ProgramTest):
    def begin_edit(self, program):
        program.focus_message()
        press_keys("Up")
        box = program.find("Edit your message", "text")
        wait_until(lambda: has_state(box, pyatspi.STATE_FOCUSED), "the edit box to have the focus")
        press_keys("ctrl+a")

    def wait_for_first(self, program, text):
        wait_until(lambda: text_of(program.turns()[0]) == text, f"the first turn to be {text!r}")

    def test_an_edit_is_asked_and_the_old_version_is_a_key_away(self):
        program = self.start_demo()
        program.send("First words")
        program.wait_for_turns(2)
        self.begin_edit(program)
        type_keys("Other words")
        press_keys("ctrl+Return")
        self.wait_for_first(program, "Other words")
        program.wait_for_turns(2)

        press_keys("alt+Left")
        program.wait_for_status("Version 1 of 2")
        self.wait_for_first(program, "First words")
        program.wait_for_turns(2)

        program.quit()
        again = self.start("--demo")
        again.wait_for_turns(2)
        self.wait_for_first(again, "First words")
        again.activate()
        press_keys("alt+Right")
        self.wait_for_first(again, "Other words")

    def test_save_alone_asks_nothing_and_escape_leaves_the_message(self):
        program = self.start_demo()
        program.send("First words")
        program.wait_for_turns(2)
        self.begin_edit(program)
        type_keys("Not this")
        press_keys("Escape")
        program.wait_for_label("The edit was not saved.")
        self.wait_for_first(program, "First words")

        self.begin_edit(program)
        type_keys("Saved only")
        press_keys("ctrl+s")
        program.wait_for_status("Saved as version 2 of 2")
        self.assertEqual(len(program.turns()), 1)


class Deleting(ProgramTest):
    def test_a_deleted_message_is_gone_until_it_is_brought_back(self):
        program = self.start_demo()
        program.send("Kept words")
        program.wait_for_turns(2)
        program.send("Words to delete")
        program.wait_for_turns(4)
        program.find("Conversation", "list").queryComponent().grabFocus()
        press_keys("Up")
        press_keys("ctrl+Up")
        press_keys("Delete")
        program.wait_for_turns(2)
        program.wait_for_label("2 messages were deleted.")

        program.quit()
        again = self.start("--demo")
        again.wait_for_turns(2)
        again.activate()
        again.find("Conversation", "list").queryComponent().grabFocus()
        press_keys("Up")
        press_keys("Delete")
        again.wait_for_turns(1)
        again.press("Undo")
        again.wait_for_turns(2)
        press_keys("Delete")
        again.wait_for_turns(1)
        press_keys("ctrl+z")
        again.wait_for_turns(2)


class Temporary(ProgramTest):
    def stored(self):
        path = os.path.join(self.data_dir, "history.sqlite")
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            return [row[0] for row in database.execute("SELECT text FROM step")]

    def test_a_temporary_conversation_is_not_on_disk_until_it_is_kept(self):
        program = self.start_demo()
        program.focus_message()
        press_keys("ctrl+shift+apostrophe")
        program.wait_for_label("Temporary conversation")
        program.send("Between us")
        program.wait_for_turns(2)
        self.assertEqual(program.conversations(), [])
        self.assertEqual(self.stored(), [])
        program.press("Keep")
        program.wait_for_conversations(["Between us"])
        wait_until(lambda: "Between us" in self.stored(), "the message on disk")


class Windows(ProgramTest):
    def test_a_second_window_shows_the_same_data(self):
        program = self.start_demo()
        program.send("Shared")
        program.wait_for_turns(2)
        program.focus_message()
        press_keys("ctrl+shift+n")
        wait_until(lambda: len([w for w in program.application() if has_state(w, pyatspi.STATE_SHOWING)]) == 2,
                   "two windows")
        lists = program.all("Conversations", "list")
        self.assertEqual([[item.name for item in one] for one in lists], [["Shared"], ["Shared"]])
        press_keys("ctrl+q")
        program.process.wait(timeout=30)
        self.assertEqual(program.process.returncode, 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
