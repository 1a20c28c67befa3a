"""What can be annotated, from Python, and what is said where nothing can."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from annotated import annotations
from word_comments import bodies, commented, faults, settled
from word_files import load as load_docx
from word_files import para, word_file, zipped

from clausegap import Reviewer, load
from clausegap.annotate.notes import NoteOptions, notes
from clausegap.annotate.table import FORMATS, check_annotatable, check_name, copy_notices
from clausegap.errors import NotAnnotatableError, UsageError
from clausegap.loaders.conversion import find_office
from clausegap.loaders.table import FORMATS as READABLE
from clausegap.model.document import Part
from clausegap.model.reading import ReadOptions

SAMPLES = Path(__file__).resolve().parents[3] / "sample_contracts"
SAMPLE = SAMPLES / "tracked-changes.docx"
needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def reviewer():
    return Reviewer()


@pytest.fixture(scope="module")
def reviewed(reviewer):
    return reviewer.review(SAMPLE)


@pytest.fixture(scope="module")
def copies(reviewed):
    """The sample with comments, and with comments and insertions."""
    return reviewed.annotate(SAMPLE), reviewed.annotate(SAMPLE.read_bytes(), insert_fallbacks=True, author="Jane Roe")


@pytest.mark.parametrize("changes", ["accepted", "original"])
def test_a_reviewed_contract_keeps_its_text(copies, changes):
    reading = ReadOptions(changes=changes)
    wanted = load(SAMPLE, reading=reading).text
    assert load(copies[0], reading=reading).text == wanted
    assert (load(copies[1], reading=reading).text == wanted) is (changes == "original")


def test_every_gap_is_told_on_its_words(reviewed, copies):
    told = [" ".join(lines) for lines, _, _ in bodies(copies[0]).values()]
    for gap in reviewed.gaps:
        assert any(line.startswith(f"{gap.title}: {gap.status}") for line in told)
    weak = reviewed.finding("audit_rights").evidence[0]
    held = "".join(c for i, c in enumerate(reviewed.document.text[weak.start : weak.end], weak.start)
                   if reviewed.document.source_at(i) is not None)  # fmt: skip
    assert "".join(held.split()) in {"".join(words.split()) for words in commented(copies[0]).values()}
    assert faults(copies[0]) == faults(copies[1]) == []


def test_the_author_is_the_one_that_was_given(copies):
    assert {author for _, author, _ in bodies(copies[1]).values()} == {"Jane Roe"}


def test_equal_reviews_give_equal_bytes(reviewed, copies):
    assert reviewed.annotate(SAMPLE) == copies[0]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """What converts files by LibreOffice into the folder that they are in."""
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def convert(kind, *paths):
        command = [str(find_office()), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
        done = [*command, "--outdir", str(paths[0].parent), *map(str, paths)]
        subprocess.run(done, capture_output=True, check=True, timeout=120)

    return convert


@needs_office
def test_libreoffice_opens_the_copy_and_shows_the_same_text(office, copies, tmp_path):
    (tmp_path / "old.docx").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "new.docx").write_bytes(copies[0])
    office("txt:Text (encoded):UTF8", tmp_path / "old.docx", tmp_path / "new.docx")
    old, new = ((tmp_path / name).read_text("utf-8") for name in ("old.txt", "new.txt"))
    assert "Sections 4, 5, 6 and 8 survive" in old
    assert old == new


@needs_office
def test_libreoffice_reads_comments_and_insertions(office, copies, tmp_path):
    (tmp_path / "new.docx").write_bytes(copies[1])
    office("odt", tmp_path / "new.docx")
    with zipfile.ZipFile(tmp_path / "new.odt") as archive:
        content = archive.read("content.xml").decode("utf-8")
    assert len(re.findall("<office:annotation ", content)) == len(bodies(copies[1]))
    assert "<dc:creator>Jane Roe</dc:creator>" in content
    assert re.search(r"<text:changed-region[^>]*><text:insertion><office:change-info><dc:creator>Jane Roe", content)


def test_another_file_than_the_reviewed_one_is_refused(reviewed):
    with pytest.raises(UsageError, match="not the file that the report speaks of"):
        reviewed.annotate(SAMPLES / "weak-msa.docx")


@pytest.mark.parametrize("row", [row for row in READABLE if row.media_type not in {one.media_type for one in FORMATS}])
def test_other_formats_say_what_can_be_annotated(row):
    document = load_docx(word_file(para("Audit.")))
    other = replace(document, source=replace(document.source, name="a.x", media_type=row.media_type))
    with pytest.raises(NotAnnotatableError, match=r"a\.x: notes can be written into Word.* files only"):
        check_annotatable(other, NoteOptions())


def test_a_deal_is_annotated_file_by_file(reviewer):
    deal = reviewer.review_deal(["SERVICES AGREEMENT\n1. Beta shall serve Alpha.", "ORDER\n1. Beta shall test."])
    assert deal.document.parts
    with pytest.raises(NotAnnotatableError, match="each of its files by itself"):
        deal.annotate(SAMPLE)


def test_a_document_of_parts_is_refused():
    document = replace(load_docx(word_file(para("Audit."))), parts=(Part("a", 0, 1),))
    with pytest.raises(NotAnnotatableError):
        check_annotatable(document, NoteOptions())


def test_a_contract_in_a_mail_is_named_with_it(reviewer, tmp_path):
    mail = EmailMessage()
    mail["Subject"] = "Draft"
    mail.set_content("Please see the draft.")
    mail.add_attachment(SAMPLE.read_bytes(), maintype="application", subtype="octet-stream", filename="draft.docx")
    path = tmp_path / "mail.eml"
    path.write_bytes(mail.as_bytes())
    report = reviewer.review(path)
    with pytest.raises(NotAnnotatableError, match=r"mail\.eml!draft\.docx"):
        report.annotate(path)
    assert bodies(report.annotate(f"{path}!draft.docx"))


def test_a_signed_file_gives_a_copy_whose_signature_is_void():
    plain = word_file(para("Audit."))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    document = load(plain, name="a.docx")
    signed = zipped({**parts, "_xmlsignatures/sig1.xml": "<Signature/>"})
    assert copy_notices(plain, document) == ()
    assert [notice.code for notice in copy_notices(signed, document)] == ["signature_void"]


def test_a_report_that_was_made_elsewhere_is_refused(reviewed):
    bare = reviewed.model_copy(update={"document": None})
    with pytest.raises(UsageError, match="comes from review"):
        bare.annotate(SAMPLE)


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_copy_that_is_annotated_again_gets_no_note_twice(reviewer, suffix):
    once = reviewer.review(SAMPLE.with_suffix(suffix)).annotate(SAMPLE.with_suffix(suffix))
    report = reviewer.review(once)
    found = notes(report, report.document, report.frame)
    assert report.annotate(once, author="Jane Roe") != once
    assert _count(report.annotate(once)) == _count(once) > 0
    (said,) = copy_notices(once, report.document, notes=found)
    assert said.message == f"{len(found)} of {len(found)} notes stand in the file already and are not written again"


def _count(data):
    return len(bodies(data)) if data.startswith(b"PK") else sum(map(len, annotations(data)))


@pytest.mark.parametrize(
    ("name", "output"), [("a.docx", "b.PDF"), ("a.pdf", "b.docx"), ("a.docm", "b.docx"), ("a.docx", "b.v2")]
)
def test_a_copy_is_not_called_by_another_format(name, output):
    document = load(SAMPLE.with_suffix(".pdf" if name.endswith("pdf") else ".docx"))
    document = replace(document, source=replace(document.source, name=name))
    with pytest.raises(UsageError, match="give it a name in"):
        check_name(document, output)
    for fine in ("-", "b", f"b{name[1:]}"):
        check_name(document, fine)


def test_all_insertions_rejected_give_the_old_paragraphs_and_accepted_the_clauses_too(reviewed, copies):
    old = settled(SAMPLE.read_bytes(), "Jane Roe", accept=True)
    assert settled(copies[1], "Jane Roe", accept=False) == old
    accepted = [words for _, words in settled(copies[1], "Jane Roe", accept=True)]
    options = NoteOptions(insert_fallbacks=True, author="Jane Roe")
    proposed = [n.fallback for n in notes(reviewed, reviewed.document, reviewed.frame, options) if n.fallback]
    assert len(proposed) == len(reviewed.gaps)
    for words in proposed:
        accepted.remove(words)
    assert accepted == [words for _, words in old]
