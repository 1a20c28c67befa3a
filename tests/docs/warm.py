"""Runs ``clausegap`` in copies of a process that has its modules and rules loaded already, so that each begins at once.

What a page shows is run by the shell as ever, with its own arguments, folder, environment, files and exit code; only
the second in which each command loads the same modules and rules is spent once. Loading itself is tested elsewhere.
"""

from __future__ import annotations

import atexit
import functools
import gc
import json
import os
import re
import select
import socket
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

_CLIENT = """\
#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as line:
    line.connect({address!r})
    order = {{"arguments": sys.argv[1:], "folder": os.getcwd(), "environment": dict(os.environ)}}
    socket.send_fds(line, [json.dumps(order).encode()], [0, 1, 2])
    line.shutdown(socket.SHUT_WR)
    sys.exit(int(line.recv(100) or 1))  # nothing: it crashed
"""


@functools.cache
def client() -> str:
    """Returns a script that runs ``clausegap`` in a copy of a process that lasts as long as this one."""
    folder = tempfile.TemporaryDirectory()
    address = str(Path(folder.name) / "socket")
    command = [sys.executable, __file__, address]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n", "the process for the commands of the pages did not start"

    @atexit.register
    def end() -> None:
        server.communicate()  # closes its input
        folder.cleanup()

    return _CLIENT.format(python=sys.executable, address=address)


def serve(address: str) -> None:
    """Runs commands until standard input ends."""
    _load()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        print("ready", flush=True)
        while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
            line, _ = listener.accept()
            with line:
                if os.fork() == 0:
                    _attend(line)
            while _reaped():
                pass


def _load() -> None:
    """Loads what most commands need: modules, rules for both sides, and the expressions of the rules."""
    re._MAXCACHE = re._MAXCACHE2 = 20_000  # those of the rules are more than are kept by default
    import clausegap
    import clausegap.cli.app
    import clausegap.cli.delivery

    if find_spec("sklearn") is not None:
        import sklearn.linear_model  # noqa: F401  learning a clause type
    contract = Path(__file__).parents[2] / "sample_contracts" / "weak-msa.docx"
    for side in ("customer", "supplier"):
        clausegap.Reviewer(side=side).review(contract).to_html()
    gc.collect()
    gc.freeze()  # the copies then share the memory of what is loaded


def _reaped() -> bool:
    """Whether a copy had ended and was let go."""
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def _attend(line: socket.socket) -> NoReturn:
    """Runs a command in this process, tells its exit code, and ends."""
    from clausegap.cli import main

    told, files, _, _ = socket.recv_fds(line, 1 << 20, 3)
    while more := line.recv(1 << 20):
        told += more
    order = json.loads(told)
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv = ["clausegap", *order["arguments"]]
    code = 0
    try:
        main()
    except SystemExit as end:
        code = end.code or 0
    atexit._run_exitfuncs()
    sys.stdout.flush()
    line.sendall(str(code).encode())
    os._exit(0)  # to take apart what was loaded would cost more than the command


if __name__ == "__main__":
    serve(sys.argv[1])
