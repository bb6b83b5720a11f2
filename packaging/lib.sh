# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

# What run.sh and test.sh share: the list of packages and the build. To be sourced.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# A clone that belongs to somebody else, as in a container, is still the tree we were asked to build.
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0="$top"

say() { printf '%s\n' "$*"; }

die() {
    printf 'tabletalk: %s\n' "$*" >&2
    exit 1
}

# By its own name or within another package: Node.js as its makers package it brings npm and refuses Debian's.
is_installed() {
    dpkg-query -W -f='${db:Status-Status} ${Package}, ${Provides},\n' 2>/dev/null |
        awk -v name="$1" '
            $1 == "installed" {
                $1 = ""
                gsub(/\([^)]*\)| /, "")
                if (index("," $0, "," name ",")) found = 1
            }
            END { exit !found }'
}

is_available() {
    [ -n "$(apt-cache show --no-all-versions "$1" 2>/dev/null)" ]
}

# The entries of packages.txt that belong to the given groups.
packages_in() {
    local group
    for group in "$@"; do
        awk -v group="$group" '$1 == group { print $2 }' "$top/packaging/packages.txt"
    done
}

# Those entries of the given groups of which no alternative is installed.
missing_in() {
    local entry name found
    for entry in $(packages_in "$@"); do
        found=
        for name in ${entry//|/ }; do
            if is_installed "$name"; then found=yes; fi
        done
        if [ -z "$found" ]; then say "$entry"; fi
    done
}

# Installs what is missing of the given groups. When nothing is, neither apt nor root is needed.
install_packages() {
    local missing entry name wanted=() as_root=()
    missing=$(missing_in "$@")
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null ||
        die "this machine has no apt. Install the equivalents of: ${missing//$'\n'/ }"
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null ||
            die "to install packages, run this as root or install sudo. Missing: ${missing//$'\n'/ }"
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive)

    say "Installing with apt: ${missing//$'\n'/ }"
    "${as_root[@]}" apt-get update -q </dev/null ||
        say "apt-get update failed; going on with the package lists that are there."
    for entry in $missing; do
        for name in ${entry//|/ }; do
            if is_available "$name"; then
                wanted+=("$name")
                continue 2
            fi
        done
        die "no configured apt source has ${entry//|/ or }. Debian 12 or newer is needed."
    done
    "${as_root[@]}" apt-get install -y -q --no-install-recommends "${wanted[@]}" </dev/null ||
        die "apt could not install the packages; its message is above. Running this again goes on from here."
}

# The first of the given programs that is installed.
first_program() {
    local name
    for name in "$@"; do
        if command -v "$name"; then return 0; fi
    done
    die "none of these programs is installed: $*"
}

# configure PRESET [-DOPTION=VALUE...]
configure() {
    local preset=$1
    shift
    if command -v ccache >/dev/null; then
        # One cache for all clones of the project: paths below each are hashed as relative ones.
        export CCACHE_BASEDIR=$top CCACHE_NOHASHDIR=1
        set -- -DCMAKE_CXX_COMPILER_LAUNCHER=ccache "$@"
    fi
    (cd "$top" && cmake --preset "$preset" "$@" >"$top/build/$preset.log" 2>&1) || {
        cat "$top/build/$preset.log" >&2
        die "configuring the preset $preset failed; the reason is above."
    }
}

# build PRESET [TARGET...]
build() {
    local preset=$1
    shift
    (cd "$top" && cmake --build --preset "$preset" ${1:+--target "$@"}) ||
        die "building the preset $preset failed; the compiler's message is above."
}

mkdir -p "$top/build"
