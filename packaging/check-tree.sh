#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

# The rules of the tree that no compiler checks. Prints each breach and ends non-zero if there is one.

set -u
# shellcheck source=packaging/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 1

# Who may include whom, beside itself. app sees everything.
layers='
core
markdown core
formulas core
router core
keyring core
history core
archive core
transfer core archive markdown
attachments core tables
tables core
ingest core archive tables
query core tables
ipc core
worker core ipc tables ingest query formulas
chat core markdown tables
view core markdown chat tables
demo core
'
breaches=0
breach() {
    say "$*"
    breaches=$((breaches + 1))
}

# Every line of the input is a breach of the given rule.
each_is_a_breach() {
    local line
    while IFS= read -r line; do
        breach "$1: $line"
    done
}

# What is, or is about to be, under version control; everything where there is no git.
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    mapfile -t files < <(git ls-files --cached --others --exclude-standard | while IFS= read -r f; do
        if [ -f "$f" ]; then say "$f"; fi
    done)
else
    mapfile -t files < <(find . -type f -not -path './build/*' -printf '%P\n')
fi

matching() { printf '%s\n' "${files[@]}" | grep -E "$1"; }

sources='\.(cpp|h|sh|py|js)$'

each_is_a_breach "no SPDX header" < <(matching "$sources" | xargs -r grep -L 'SPDX-License-Identifier: GPL-3.0-or-later')

each_is_a_breach "waits for a time instead of an event" < <(
    matching "^(tests|src)/.*$sources" |
        xargs -r grep -HnE '\b(qWait|qSleep|msleep|usleep|sleep_for|sleep_until|sleep)\(|time\.sleep|^[[:space:]]*sleep [0-9.]')

each_is_a_breach "more than 600 lines" < <(
    matching "^(src|tests|packaging)/.*$sources" | xargs -r wc -l | awk '$2 != "total" && $1 > 600 { print $2 " has " $1 }')

# A path of the machine it was written on.
each_is_a_breach "path of one machine" < <(
    matching '.' | grep -vE '^(LICENSE|packaging/check-tree\.sh)$|\.(png|sqlite)$' |
        xargs -r grep -HnIE '(^|[^A-Za-z0-9_./:-])/(home|root|work|Users)/')

each_is_a_breach "not meant for the top level" < <(
    printf '%s\n' "${files[@]}" | cut -d/ -f1 | sort -u |
        grep -vxE 'src|ui|resources|tests|packaging|\.ci|CMakeLists\.txt|CMakePresets\.json|README\.md|LICENSE|\.clang-format|\.clang-tidy|\.editorconfig|\.gitignore')

each_is_a_breach "file name in two layers" < <(
    matching '^src/.*\.h$' | sed 's|.*/||' | sort | uniq -d)

# Quoted includes name a header without a folder, so its layer is the folder it lies in.
each_is_a_breach "include across layers" < <(
    { matching '^src/[^/]+/.*\.h$'; say --; matching '^src/[^/]+/.*\.(cpp|h)$' | xargs -r grep -HnE '^#include "'; } |
        awk -v layers="$layers" '
            BEGIN {
                rows = split(layers, row, "\n")
                for (i = 1; i <= rows; ++i) {
                    n = split(row[i], word, " ")
                    for (j = 1; j <= n; ++j) allowed[word[1] "/" word[j]] = 1
                }
            }
            $0 == "--" { including = 1; next }
            !including { split($0, part, "/"); name = $0; sub(".*/", "", name); layer[name] = part[2]; next }
            {
                split($0, part, "/"); from = part[2]
                name = $0; sub(".*#include \"", "", name); sub("\".*", "", name); sub(".*/", "", name)
                if (name in layer && from != "app" && !((from "/" layer[name]) in allowed)) print $0
            }')

[ "$breaches" = 0 ] || die "$breaches breaches of the tree's rules, each named above."
say "The tree keeps its rules: ${#files[@]} files."
