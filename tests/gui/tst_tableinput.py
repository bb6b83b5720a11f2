# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tables and long texts: from the clipboard or a file to a chip, looked at, and what of them is sent."""

import os
import subprocess
import unittest

from driver import ProgramTest, press_keys, pyatspi, text_of, wait_until

CELLS = "<table><tr><td>city</td><td>size</td></tr><tr><td>Berlin</td><td>3.7</td></tr>" \
        "<tr><td>Rome</td><td>2.8</td></tr></table>"


def copy(content, target=None):
    """Into the clipboard, as one target or as text. The selection is served by a program of its own."""
    command = ["xclip", "-selection", "clipboard"] + (["-t", target] if target else [])
    subprocess.run(command, input=content, text=True, check=True, stdout=subprocess.DEVNULL)


class Tables(ProgramTest):
    def file(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as written:
            written.write(content)
        return path

    def paste(self, program):
        program.focus_message()
        press_keys("ctrl+v")

    def wait_for_line(self, program, *parts):
        """The line that says what the next request sends."""
        def line():
            return next((node for node in program.all(role="push button")
                         if all(part in node.name for part in parts)), None)
        return wait_until(line, f"a line with {parts}")

    def test_what_is_sent_of_a_table_can_be_read_before(self):
        path = self.file("cities.csv", "city;size\nBerlin;3,7\nRome;2,8\n")
        program = self.start("--demo", "--model", "demo/quick", path)
        program.find("Show the table cities.csv", "push button")
        program.type_message("Which is larger?")
        line = self.wait_for_line(program, "all of 1 table", "2 rows", "tokens")
        line.queryAction().doAction(0)
        body = program.find("Request", "text")
        wait_until(lambda: "|Berlin|3.7|" in text_of(body) and "Which is larger?" in text_of(body),
                   "the exact request")
        program.press("Close")
        program.press("Send")
        program.wait_for_text("Berlin comes first with 3.70, then Rome with 2.80: a difference of 0.90.")

        # Sent, it can still be looked at.
        self.assertIn("Attached: cities.csv", text_of(program.turns()[0]))

    def test_the_grid_is_filtered(self):
        path = self.file("cities.csv", "city;size\nBerlin;3,7\nRome;2,8\nOslo;0,7\n")
        program = self.start("--demo", "--model", "demo/quick", path)
        program.press("Show the table cities.csv")
        program.find("Rows", "table")
        filter_line = program.find("Filter", "text")
        filter_line.queryComponent().grabFocus()
        wait_until(lambda: filter_line.getState().contains(pyatspi.STATE_FOCUSED), "the filter to have the focus")
        press_keys("r", "o", "m")
        program.wait_for_label("1 of 3 rows")
        program.press("All rows")
        program.wait_for_label("3 rows")

    def test_cells_without_text_become_a_table(self):
        copy(CELLS, "text/html")
        program = self.start_demo()
        self.paste(program)
        program.find("Show the table Pasted table", "push button")
        self.assertEqual(program.message(), "")
        press_keys("ctrl+z")
        wait_until(lambda: not program.all("Show the table Pasted table"), "the paste to be undone")

    def test_a_long_text_is_an_attachment_until_it_is_wanted_as_text(self):
        words = "All happy families are alike. " * 200
        copy(words)
        program = self.start_demo()
        self.paste(program)
        program.press("Paste Pasted text as text")
        wait_until(lambda: program.message() == words, "the text in the box")
        press_keys("ctrl+z")
        program.find("Remove Pasted text", "push button")
        self.assertEqual(program.message(), "")

    def test_a_temporary_conversation_leaves_no_table_on_disk(self):
        copy(CELLS, "text/html")
        program = self.start_demo()
        program.activate()
        press_keys("ctrl+shift+apostrophe")
        self.paste(program)
        program.find("Show the table Pasted table", "push button")
        program.send("Which is larger?")
        program.wait_for_turns(2)
        folder = os.path.join(self.data_dir, "attachments")
        self.assertEqual(os.listdir(folder) if os.path.exists(folder) else [], [])


if __name__ == "__main__":
    unittest.main()
