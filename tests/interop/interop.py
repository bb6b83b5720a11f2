#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Our client and our demo Router against software not written here.

Arguments: folder of the two helper programs, folder to install into. What is needed and not there (Node, npm,
its registry, network namespaces) makes the test skip, and say why. Everything runs in a network namespace with
loopback alone: the gateway listens on every interface and has no option against it.
"""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

SKIPPED = 77
HERE = pathlib.Path(__file__).resolve().parent


def skip(why):
    print("skipped:", why)
    sys.exit(SKIPPED)


def install(folder):
    if not shutil.which("node") or not shutil.which("npm"):
        skip("node and npm are not installed")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = (HERE / "package-lock.json").read_text()
    mark = folder / "installed-lock.json"
    if mark.exists() and mark.read_text() == wanted:
        return
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if subprocess.run(command, cwd=folder, timeout=300, check=False).returncode != 0:
        skip("npm could not install the packages; is its registry reachable?")
    mark.write_text(wanted)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(process, port):
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            process.wait(0.1)
            break
        except subprocess.TimeoutExpired:
            pass
    raise AssertionError("the gateway did not start")


def ask(programs, base, key, mode, message, headers):
    done = subprocess.run([programs / "interop_client", base, "demo/quick", mode, message, *headers],
                          env={**os.environ, "LLMROUTER_API_KEY": key}, timeout=60, check=True,
                          stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def check_client(programs, base, key, headers, where):
    whole = ask(programs, base, key, "whole", "Hello", headers)
    assert whole["complete"] and whole["finishReason"] == "stop" and whole["tokens"] > 0, (where, whole)
    streamed = ask(programs, base, key, "stream", "Hello", headers)
    assert streamed["complete"] and streamed["text"] == whole["text"], (where, streamed)
    assert streamed["arrivals"] > 1 and streamed["tokens"] > 0, (where, streamed)
    refused = ask(programs, base, key, "stream", "demo: error 429", headers)
    assert refused["status"] == 429 and not refused["complete"], (where, refused)
    wrong = ask(programs, base, "sk-wrong", "stream", "Hello", headers)
    assert wrong["status"] == 401, (where, wrong)
    print("our client is understood:", where)


def run(programs, folder):
    router = subprocess.Popen([programs / "interop_server"], stdout=subprocess.PIPE, text=True)
    gateway = None
    try:
        base, key = router.stdout.readline().split()
        shutil.copy(HERE / "sdk.mjs", folder)
        subprocess.run(["node", "sdk.mjs", base, key], cwd=folder, timeout=120, check=True)
        check_client(programs, base, key, [], "straight")
        port = free_port()
        gateway = subprocess.Popen(
            ["node", "node_modules/@portkey-ai/gateway/build/start-server.js", f"--port={port}", "--headless"],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(gateway, port)
        check_client(programs, f"http://127.0.0.1:{port}/v1", key,
                     ["x-portkey-provider: openai", f"x-portkey-custom-host: {base}"], "through a gateway")
    finally:
        for process in (gateway, router):
            if process:
                process.kill()
                process.wait()


def main():
    programs, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    if os.environ.get("TABLETALK_INTEROP_INSIDE"):
        run(programs, folder)
        return
    install(folder)
    namespace = ["unshare", "-rn"]
    if not shutil.which("ip") or subprocess.run(namespace + ["true"], check=False).returncode != 0:
        skip("no network namespaces here (unshare -rn, ip)")
    inside = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh", sys.executable, __file__, programs, folder]
    environment = {**os.environ, "TABLETALK_INTEROP_INSIDE": "1"}
    sys.exit(subprocess.run(namespace + inside, env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
