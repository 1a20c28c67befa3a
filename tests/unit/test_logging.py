"""What the library tells a logger: names, counts and codes, and never words of a contract."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
from contextlib import closing

import docx
import pytest
from fake_engine import make_fake

from clausegap import InputError, Limits, Reviewer, load, load_text
from clausegap.batch.plan import Plan, job_of
from clausegap.batch.run import Batch
from clausegap.model.spec import ReviewSpec

SENTINEL = "Xylophonix"
TEXT = f"""{SENTINEL.upper()} SERVICES AGREEMENT

This Agreement is made between {SENTINEL} Ltd (the "{SENTINEL} Customer") and {SENTINEL} GmbH (the "Supplier").

1. {SENTINEL} Audit. The {SENTINEL} Customer may audit the Supplier's {SENTINEL} records on five days' notice.
"""


def word_file():
    made = docx.Document()
    made.core_properties.title = made.core_properties.author = made.core_properties.subject = SENTINEL
    made.sections[0].header.paragraphs[0].text = f"{SENTINEL} confidential"
    for line in TEXT.splitlines():
        made.add_paragraph(line)
    made.add_comment(made.paragraphs[0].runs, text=SENTINEL, author=SENTINEL)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def reviewer():
    return Reviewer()


def told(caplog, level=logging.INFO):
    return [record.getMessage() for record in caplog.records if record.levelno >= level]


def test_a_review_tells_names_counts_and_codes_and_no_words(caplog, reviewer):
    caplog.set_level(logging.DEBUG, logger="clausegap")
    document = load(word_file(), name="contract.docx")
    report = reviewer.review(document)
    reviewer.review_deal([document, load_text(TEXT, "second.txt")])
    reviewer.compare(load_text(TEXT), document)
    reviewer.compare_with_standard(document)
    with pytest.raises(InputError):
        load(SENTINEL.encode(), name="broken.pdf", media_type="application/pdf")
    messages = told(caplog)
    assert SENTINEL in report.to_json()
    assert SENTINEL.casefold() not in "\n".join(messages).casefold()
    assert any(message.startswith("read 'contract.docx': application/vnd.") for message in messages)
    assert any(message.startswith("reviewed 'contract.docx' as msa: ") for message in messages)
    assert {record.name for record in caplog.records} <= {f"clausegap.{n}" for n in ("loaders", "engine", "rules")}
    assert not any(record.exc_info for record in caplog.records)


def test_a_document_is_told_once_also_when_it_is_read_in_a_process_apart(caplog):
    caplog.set_level(logging.INFO, logger="clausegap")
    load(b"The Supplier shall keep it secret.", name="a.txt", limits=Limits(seconds=60))
    assert [message[:12] for message in told(caplog)] == ["read 'a.txt'"]


def test_a_file_name_cannot_forge_a_record(caplog):
    caplog.set_level(logging.INFO, logger="clausegap")
    load_text("The Supplier shall keep it secret.", "a\nWARNING forged")
    assert "\n" not in told(caplog)[0]


def test_rules_are_told_with_their_fingerprint(caplog, tmp_path):
    caplog.set_level(logging.INFO, logger="clausegap")
    extra = tmp_path / "own.yaml"
    extra.write_text("id: own\nextends: msa\ntitle: Own\n", encoding="utf-8")
    folder = tmp_path / "playbooks"
    folder.mkdir()
    extra.rename(folder / "own.yaml")
    made = Reviewer(rules=[folder / "own.yaml"])._engine
    messages = told(caplog)
    assert any(made.library.fingerprint in message for message in messages if message.startswith("rules loaded: "))
    assert "engine built: side customer, playbook by type" in messages


def run(jobs, folder=None):
    with closing(Batch(jobs, Plan(ReviewSpec(), factory=make_fake), folder=folder)) as batch:
        return list(batch.outcomes())


def test_a_batch_tells_what_it_gave_up_by_code_and_not_by_message(caplog, tmp_path):
    caplog.set_level(logging.DEBUG, logger="clausegap")
    jobs = [job_of(("good.txt", b"fine")), job_of(("bad.txt", f"bug {SENTINEL}".encode())), job_of(("x.txt", b""))]
    outcomes = run(jobs, tmp_path)
    warnings = told(caplog, logging.WARNING)
    assert [outcome.status for outcome in outcomes] == ["reviewed", "failed", "unreadable"]
    assert any("'bad.txt' (internal)" in message for message in warnings)
    assert SENTINEL not in "".join(told(caplog))
    caplog.clear()
    run(jobs, tmp_path)
    assert "resumed: 'good.txt' is finished" in told(caplog, logging.DEBUG)


def test_a_lost_worker_is_told(caplog):
    caplog.set_level(logging.INFO, logger="clausegap")
    (outcome,) = run([job_of(("dead.txt", b"die 3"))])
    assert outcome.error.code == "crashed"
    assert any(message.startswith("worker lost with 'dead.txt': ") for message in told(caplog, logging.WARNING))


def test_nothing_is_shown_unless_somebody_listens():
    script = (
        "import logging, clausegap; clausegap.load_text('The Supplier shall keep it secret.')\n"
        "from clausegap._log import logger_of; logger_of('batch').warning('unheard')\n"
        "print(type(logging.getLogger('clausegap').handlers[0]).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("NullHandler\n", "")


def test_importing_the_package_does_not_import_logging():
    script = "import sys, clausegap; print('logging' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
