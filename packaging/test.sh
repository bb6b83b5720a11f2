#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Everything that is checked, as continuous integration does it.
#
#   packaging/test.sh                   all stages
#   packaging/test.sh unit gui          only these; what a stage needs is built first
#   packaging/test.sh --long [STAGE..]  in full: all files through clang-tidy, FUZZ_SECONDS (3600) for each
#                                       fuzz target, TABLETALK_KILLS (1000) kills; go on by naming stages
#   packaging/test.sh --bench           the benchmarks, which assert no time
#
# TIDY_BASE names the commit since which files count as changed, TIDY_SECONDS bounds clang-tidy.

set -euo pipefail
# shellcheck source=packaging/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$top"
exec </dev/null

stages=(packages tree release unit keyring gui package asan fuzz tidy)
long=

configured_build() {
    configure "$@"
    build "$1"
}

# Runs the tests of a preset that the options choose. A label that no test has yet is no failure.
run_tests() {
    local preset=$1
    shift
    if [ "$(ctest --test-dir "build/$preset" -N "$@" | awk '/^Total Tests:/ { print $3 }')" = 0 ]; then
        say "No test is chosen by: $*"
        return 0
    fi
    ctest --test-dir "build/$preset" --output-on-failure "$@"
}

configure_tidy() {
    configure tidy "-DCMAKE_CXX_COMPILER=$(first_program clang++-14 clang++)"
}

tidy_targets() { ninja -C build/tidy -t targets all | sed 's/: .*//'; }

stage_packages() {
    install_packages build run test lint package
    say "Every package of packaging/packages.txt is installed."
}

stage_tree() {
    packaging/check-tree.sh
    shellcheck -x packaging/*.sh .ci/run
    find src tests \( -name '*.cpp' -o -name '*.h' \) -print0 |
        xargs -0 -r "$(first_program clang-format-14 clang-format)" --dry-run -Werror
}

stage_release() { configured_build release; }

# The specification is not ours to copy: its examples are tried where the registry can be reached.
fetch_specification() {
    local version=0.30.0 folder=$top/build/commonmark
    export TABLETALK_COMMONMARK_SPEC=$folder/package/spec.txt
    [ -f "$TABLETALK_COMMONMARK_SPEC" ] && return
    mkdir -p "$folder"
    (cd "$folder" && npm pack "commonmark-spec@$version" --silent >npm.log 2>&1 && tar -xzf ./*.tgz) ||
        say "The CommonMark specification could not be fetched: its examples are skipped, ours are tried."
}

stage_unit() {
    configured_build release
    fetch_specification
    run_tests release -j2 -LE 'gui|keyring'
}

stage_keyring() {
    configured_build release
    run_tests release -L keyring
}

stage_gui() {
    configured_build release
    run_tests release -L gui
}

stage_package() {
    local folder=$top/build/package tree id deb
    configured_build release
    rm -rf "$folder"
    mkdir -p "$folder"
    (umask 022 && cd build/release && cpack -G DEB -B "$folder" >"$folder/cpack.log") || {
        cat "$folder/cpack.log"
        return 1
    }
    deb=$(find "$folder" -maxdepth 1 -name '*.deb')
    dpkg-deb --info "$deb"
    lintian --fail-on error --allow-root "$deb"

    tree=$folder/tree
    dpkg -x "$deb" "$tree"
    id=$(basename "$(find "$tree/usr/share/applications" -name '*.desktop')" .desktop)
    desktop-file-validate "$tree/usr/share/applications/$id.desktop"
    appstreamcli validate --no-net "$tree/usr/share/metainfo/$id.metainfo.xml"
    appstreamcli validate-tree --no-net "$tree"
    LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z \
        "$tree/usr/share/man/man1/tabletalk.1.gz" 2>"$folder/man.log" >/dev/null
    if [ -s "$folder/man.log" ]; then
        cat "$folder/man.log"
        return 1
    fi

    # Only a machine that is there for this gets the package installed for real.
    if [ -n "${CI:-}" ] && [ "$(id -u)" = 0 ]; then
        apt-get install -y -q "$deb"
        tabletalk --version
        packaging/private-session.sh "$top/packaging/check-window.sh" tabletalk --demo
    fi
    "$tree/usr/bin/tabletalk" --version
    packaging/private-session.sh packaging/check-window.sh "$tree/usr/bin/tabletalk" --demo
}

stage_asan() {
    configured_build asan
    run_tests asan -j2 -LE gui
}

# One fuzz target: the stored inputs, then the given number of seconds. What it prints is shown when it fails.
run_fuzzer() {
    local name=$1 seconds=$2 log=build/fuzz/$1.log corpus=() program
    program=$(find build/tidy -type f -name "$name" -perm -u+x -print -quit)
    if [ -d "tests/fuzz/corpus/$name" ]; then corpus=("tests/fuzz/corpus/$name"); fi
    mkdir -p "build/fuzz/$name"
    if { [ ${#corpus[@]} = 0 ] || "$program" -runs=0 "${corpus[@]}"; } >"$log" 2>&1 &&
        "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
            -artifact_prefix="build/fuzz/$name-" "build/fuzz/$name" "${corpus[@]}" >>"$log" 2>&1; then
        say "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1) inputs in $seconds s"
    else
        tail -n 80 "$log"
        say "$name: FAILED"
        return 1
    fi
}

stage_fuzz() {
    local seconds=20 targets
    if [ -n "$long" ]; then seconds=${FUZZ_SECONDS:-3600}; fi
    configure_tidy
    mapfile -t targets < <(tidy_targets | grep -xE 'fuzz_[a-z0-9]+' || true)
    if [ ${#targets[@]} = 0 ]; then
        say "There is no fuzz target yet."
        return 0
    fi
    build tidy "${targets[@]}"
    export -f run_fuzzer say
    # shellcheck disable=SC2016 # expanded by the inner bash
    printf '%s\n' "${targets[@]}" | xargs -n 1 -P "$(nproc)" bash -c 'run_fuzzer "$1" "$0"' "$seconds"
}

# The .cpp files to look at: all with --long or where the history does not say, else those that changed, or
# whose header did.
tidy_files() {
    local base=${TIDY_BASE:-HEAD~8}
    git ls-files 'src/*.cpp' 'tests/*.cpp' | sort >build/tidy-all
    if [ -n "$long" ] || ! git rev-parse -q --verify "$base^{commit}" >/dev/null; then
        cat build/tidy-all
        return 0
    fi
    { git diff --name-only --diff-filter=d "$base" -- src tests; git ls-files --others --exclude-standard src tests; } |
        sed -n 's/\.\(cpp\|h\)$/.cpp/p' | sort -u | comm -12 - build/tidy-all
}

stage_tidy() {
    local generated tool
    tool=$(first_program clang-tidy-14 clang-tidy)
    configure_tidy
    # moc's and uic's output is included by the sources; nothing else has to be compiled.
    mapfile -t generated < <(tidy_targets | grep -xE '[a-z0-9_]+_autogen' || true)
    build tidy "${generated[@]}" >/dev/null
    tidy_files >build/tidy-files
    say "$(wc -l <build/tidy-files) of $(wc -l <build/tidy-all) files"
    : >build/tidy-left-out
    export TIDY_TOOL=$tool TIDY_END=
    if [ -z "$long" ]; then TIDY_END=$(($(date +%s) + ${TIDY_SECONDS:-600})); fi
    local status=0
    # shellcheck disable=SC2016 # expanded by the inner bash
    xargs -r -n 1 -P "$(nproc)" bash -c '
        left=3600
        if [ -n "$TIDY_END" ]; then left=$((TIDY_END - $(date +%s))); fi
        status=124
        if [ "$left" -gt 0 ]; then
            timeout "$left" "$TIDY_TOOL" --quiet -p build/tidy "$1" 2> >(grep -vE "warnings? (generated|treated)" >&2)
            status=$?
        fi
        if [ "$status" = 124 ]; then echo "$1" >>build/tidy-left-out; else exit "$status"; fi' - <build/tidy-files || status=1
    if [ -s build/tidy-left-out ]; then
        say "Left out when the time was up: $(tr '\n' ' ' <build/tidy-left-out)"
    fi
    return "$status"
}

stage_bench() {
    local program found=
    configured_build release
    for program in build/release/tests/bin/bench_*; do
        [ -x "$program" ] || continue
        found=yes
        say "== $(basename "$program")"
        QT_QPA_PLATFORM=offscreen "$program"
    done
    [ -n "$found" ] || say "There is no benchmark yet."
}

# --- Which stages, and how they went

chosen=()
while [ $# -gt 0 ]; do
    case $1 in
    --long) long=yes TABLETALK_KILLS=${TABLETALK_KILLS:-1000} ;;
    --bench) chosen+=(packages bench) ;;
    -*) die "$1 is no option. See the top of packaging/test.sh." ;;
    *)
        declare -F "stage_$1" >/dev/null || die "$1 is no stage. The stages: ${stages[*]} bench"
        chosen+=("$1")
        ;;
    esac
    shift
done
if [ -n "$long" ]; then export TABLETALK_KILLS; fi
if [ ${#chosen[@]} = 0 ]; then chosen=("${stages[@]}"); fi

passed=0 failed=0 skipped=0 release_failed=
table=
for stage in "${chosen[@]}"; do
    case $release_failed:$stage in
    yes:unit | yes:keyring | yes:gui | yes:package | yes:bench)
        table+=$(printf '%-10s not run: the release build failed' "$stage")$'\n'
        skipped=$((skipped + 1))
        continue
        ;;
    esac
    printf '\n=== %s\n' "$stage"
    start=$SECONDS
    # A subshell outside any condition, so that its first failing command ends the stage.
    set +e
    (
        set -e
        "stage_$stage"
    )
    status=$?
    set -e
    verdict=passed
    if [ "$status" = 0 ]; then
        passed=$((passed + 1))
    else
        verdict=FAILED
        failed=$((failed + 1))
        if [ "$stage" = release ]; then release_failed=yes; fi
    fi
    line=$(printf '%-10s %-6s %5d s' "$stage" "$verdict" "$((SECONDS - start))")
    printf '=== %s\n' "$line"
    table+=$line$'\n'
    # Without its packages no further stage can say anything.
    if [ "$stage:$verdict" = packages:FAILED ]; then break; fi
done

printf '\n%s\nCommit %s, %d s in all\n' "$table" "$(git rev-parse --short HEAD 2>/dev/null || say unknown)" "$SECONDS"
say "Stages: $passed passed, $failed failed, $skipped not run"
[ "$failed" = 0 ]
