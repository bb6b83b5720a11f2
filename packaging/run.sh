#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Builds Tabletalk and opens its window: packaging/run.sh [option of tabletalk...]
# On a fresh Debian 12 or newer it installs what is missing first. `packaging/run.sh --demo` needs no key.

set -euo pipefail
# shellcheck source=packaging/lib.sh
. "$(dirname "$0")/lib.sh"

install_packages build run
configure release
build release tabletalk
exec "$top/build/release/src/app/tabletalk" "$@"
