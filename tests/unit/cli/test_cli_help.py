"""The kept help text is the one that Typer makes, and printing it imports no Typer."""

import os
import subprocess
import sys
from pathlib import Path

import clausegap.cli

KEPT = Path(clausegap.cli.__file__).with_name("help.txt")
MADE = "from clausegap.cli.app import app; app(['--help'], prog_name='clausegap')"
SHOWN = """
import sys
sys.argv = ["clausegap", "--help"]
import clausegap.cli
clausegap.cli.main()
print("typer" in sys.modules)
"""


def printed(code):
    environment = {**os.environ, "COLUMNS": "80"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    return done.stdout


def test_kept_help_is_the_help_of_the_commands():
    assert printed(MADE) == KEPT.read_text(encoding="utf-8"), "renew it with the help of clausegap.cli.app"


def test_help_imports_no_typer():
    *shown, typer_loaded = printed(SHOWN).splitlines()
    assert shown == KEPT.read_text(encoding="utf-8").splitlines()
    assert typer_loaded == "False"
