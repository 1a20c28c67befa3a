"""The same contract gives the same report, byte for byte, under any hash seed."""

import os
import subprocess
import sys

from weights_factory import write_type

SCRIPT = """\
import sys
from clausegap.engine import Engine
from clausegap.loaders import load_text
from clausegap.model.spec import ReviewSpec
sys.stdout.buffer.write(Engine(ReviewSpec(rules=(sys.argv[1],))).review(load_text(sys.stdin.read())).model_dump_json().encode())
"""
TEXT = """\
MASTER SERVICES AGREEMENT

This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").

1. Confidentiality

1.1 Each party shall keep the other's Confidential Information in confidence for two (2) years and shall not
disclose it to anyone, except to its employees, advisers and contractors who need to know it.

2. Audit

2.1 Customer may, on ten days' notice, audit Supplier's books, records and premises once a year.

3. Ownership

3.1 Upon payment, Supplier hereby assigns to Customer all right, title and interest in the Deliverables.
"""


def started_under(seed, rules):
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", SCRIPT, rules]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)


def test_hash_seed_does_not_show(tmp_path):
    rules = write_type(tmp_path, "owning", ["title", "assigns"])  # so that the ranker has something to say
    runs = [started_under("1", rules), started_under("2", rules)]
    first, second = (run.communicate(TEXT.encode())[0] for run in runs)
    assert [run.returncode for run in runs] == [0, 0]
    assert b'"audit_rights"' in first
    assert b'"owning:1"' in first
    assert first == second
