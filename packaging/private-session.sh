#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Runs a command in a desktop session of its own: packaging/private-session.sh COMMAND [ARGUMENT...]
# The session has a display with a window manager, a session bus, an accessibility bus, an unlocked
# gnome-keyring and an empty home. Nothing of the caller's session is touched, and several can run at once.
# The exit code is the command's.

set -u

fail() {
    printf 'private-session: %s\n' "$*" >&2
    exit 125
}

[ $# -gt 0 ] || fail "which command? Usage: private-session.sh COMMAND [ARGUMENT...]"
for program in Xvfb openbox dbus-daemon gnome-keyring-daemon gdbus setpriv; do
    command -v "$program" >/dev/null || fail "$program is missing; packaging/test.sh packages installs it."
done

session=$(mktemp -d) || fail "there is no place for temporary files."
services=()

clean_up() {
    # The last one started first: what uses the bus or the display goes before it.
    local i
    for ((i = ${#services[@]} - 1; i >= 0; i--)); do
        kill "${services[i]}" 2>/dev/null
        wait "${services[i]}" 2>/dev/null
    done
    rm -rf "$session"
}
trap clean_up EXIT
trap 'exit 129' HUP INT TERM

# Starts a service that goes when this script goes, however that happens.
serve() {
    # Without the explicit input, bash would give a background command none.
    setpriv --pdeathsig TERM -- "$@" <&0 >>"$session/services.log" 2>&1 &
    services+=($!)
}

# What a starting service says on its pipe; nothing when it ended instead. Each has a pipe of its own: one
# that closes it late would end the next one's answer.
answer=
await_answer() {
    read -r -t 60 answer <"$session/$1" || {
        cat "$session/services.log" >&2
        fail "$1 did not start."
    }
}

await_name() {
    gdbus wait --session --timeout 60 "$1" >>"$session/services.log" 2>&1 || {
        cat "$session/services.log" >&2
        fail "$1 did not appear on the session bus."
    }
}

export HOME=$session/home
export XDG_DATA_HOME=$HOME/.local/share XDG_CONFIG_HOME=$HOME/.config XDG_CACHE_HOME=$HOME/.cache
export XDG_RUNTIME_DIR=$session/run
mkdir -p "$XDG_DATA_HOME/keyrings" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME"
mkdir -m 700 "$XDG_RUNTIME_DIR"
mkfifo "$session/Xvfb" "$session/dbus-daemon" "$session/openbox"
unset DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS WAYLAND_DISPLAY XDG_CURRENT_DESKTOP SESSION_MANAGER
unset GNOME_KEYRING_CONTROL SECRET_BACKEND XAUTHORITY

# shellcheck disable=SC2016 # expanded by the inner bash
serve bash -c 'exec Xvfb -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp 3>"$1"' - "$session/Xvfb"
await_answer Xvfb
export DISPLAY=:$answer

# shellcheck disable=SC2016
serve bash -c 'exec dbus-daemon --session --nofork --print-address=3 3>"$1"' - "$session/dbus-daemon"
await_answer dbus-daemon
export DBUS_SESSION_BUS_ADDRESS=$answer

serve openbox --sm-disable --startup "sh -c 'echo up >$session/openbox'"
await_answer openbox

# The password must not be empty: gnome-keyring makes no collection without one.
serve gnome-keyring-daemon --foreground --unlock --components=secrets < <(printf 'a password')
await_name org.freedesktop.secrets

if [ -x /usr/libexec/at-spi-bus-launcher ]; then
    serve /usr/libexec/at-spi-bus-launcher --launch-immediately
    await_name org.a11y.Bus
    export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
fi

setpriv --pdeathsig KILL -- "$@"
