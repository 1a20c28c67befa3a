"""``--changes`` reaches the loader from the command line: the verdict is that of the chosen text."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from word_files import para, run, word_file

WHO = 'w:id="1" w:author="Jane Roe" w:date="2024-05-01T10:00:00Z"'
AUDIT = (
    "The Customer may audit the Supplier's records, systems and premises on ten days' written notice to verify "
    "compliance with this Agreement."
)


@pytest.mark.parametrize(("changes", "found"), [("accepted", False), ("original", True)])
def test_the_chosen_text_is_reviewed(tmp_path, changes, found):
    gone = f"<w:del {WHO}><w:r><w:delText>{AUDIT}</w:delText></w:r></w:del>"
    contract = tmp_path / "draft.docx"
    contract.write_bytes(word_file(para(run("This Services Agreement is made between Acme and Beta.")) + para(gone)))
    command = [sys.executable, "-m", "clausegap", "review", str(contract), "--changes", changes, "--format", "json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    report = json.loads(done.stdout)
    assert any(clause["protection"] == "audit_rights" for clause in report["clauses"]) == found
    message = next(notice["message"] for notice in report["notices"] if notice["code"] == "tracked_changes")
    assert ("original" in message) == (changes == "original")
