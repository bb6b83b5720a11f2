#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Starts a program in the session it is called in, waits until its window is there, and ends it:
# packaging/private-session.sh packaging/check-window.sh PROGRAM [ARGUMENT...]

set -u

"$@" &
program=$!
trap 'kill "$program" 2>/dev/null' EXIT
# --sync waits for the window; timeout is for the case that it never comes.
timeout 60 xdotool search --sync --onlyvisible --name '^Tabletalk' >/dev/null || {
    printf 'check-window: no window named Tabletalk came up within a minute.\n' >&2
    exit 1
}
kill -0 "$program" || {
    printf 'check-window: the window came up and the program ended.\n' >&2
    exit 1
}
printf 'The window of %s is there.\n' "$1"
