# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Attachments: from the command line to the Router, on disk before, and in the conversation after."""

import os
import stat
import unittest

from driver import ProgramTest


class Attachments(ProgramTest):
    def file(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as written:
            written.write(content)
        return path

    def test_a_file_from_the_command_line_reaches_the_router(self):
        path = self.file("attached-notes.txt", "Grüße".encode())
        program = self.start("--demo", "--model", "demo/quick", path)
        program.find("Remove attached-notes.txt", "push button")
        program.send("What is in it?")
        program.wait_for_text("Grüße")
        self.assertIn("Attached: attached-notes.txt", program.turns()[0].queryText().getText(0, -1))

        folder = os.path.join(self.data_dir, "attachments")
        kept = os.listdir(folder)
        self.assertEqual(len(kept), 1)
        self.assertEqual(stat.S_IMODE(os.stat(os.path.join(folder, kept[0])).st_mode), 0o600)

    def test_a_table_can_be_looked_at_and_goes_along(self):
        path = self.file("cities.csv", b"city;size\nBerlin;3,7\nRome;2,8\n")
        program = self.start("--demo", "--model", "demo/quick", path)
        program.press("Show the table cities.csv")
        program.find("Rows", "table")
        program.press("Cancel")
        program.send("Which is larger?")
        program.wait_for_text("Berlin comes first with 3.70, then Rome with 2.80: a difference of 0.90.")

    def test_a_folder_is_refused_with_a_reason(self):
        program = self.start("--demo", "--model", "demo/quick", "/usr/share")
        program.wait_for_label("is a folder")


if __name__ == "__main__":
    unittest.main()
