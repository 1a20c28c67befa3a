import pytest

from clausegap.errors import NoTextError
from clausegap.loaders import load
from clausegap.model.document import TextRef

HEAD = "<SEC-DOCUMENT>0000.txt\n<SEC-HEADER>\nFILER: ACME\n</SEC-HEADER>\n"


def filed(kind, content):
    return f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>2\n<TEXT>\n{content}\n</TEXT>\n</DOCUMENT>\n"


EXHIBIT = filed(
    "EX-10.1",
    "<PAGE>   1\n      SERVICES AGREEMENT\n\nThe Supplier shall perform.\n\n                    -1-\n<PAGE>\n\n"
    "<TABLE>\n<S>   <C>\nHosting  $5\n</TABLE>\n                    -2-",
)
PAGE = filed("EX-10.2", "<html><body>\n<p>Second <b>exhibit</b></p></body></html>")
PICTURE = filed("GRAPHIC", "begin 644 a.jpg\nM_]C_X\nend")


def test_the_frame_and_the_page_marks_are_kept_apart():
    document = load((HEAD + EXHIBIT).encode(), name="ex10.txt")
    assert [document.text[b.start : b.end] for b in document.blocks] == [
        "SERVICES AGREEMENT",
        "The Supplier shall perform.",
        "Hosting  $5",
    ]
    numbers = [(item.text, item.page) for item in document.furniture if item.kind == "page_number"]
    assert numbers == [("<PAGE>   1", 1), ("-1-", 1), ("<PAGE>", 2), ("-2-", 2)]
    assert "FILER: ACME" in document.furniture[0].text
    assert document.page_at(document.text.index("Hosting")) == 2
    assert document.source.media_type == "text/sgml"


def test_places_are_those_in_the_whole_file():
    text = HEAD + EXHIBIT + PAGE
    document = load(text.encode())
    lines = text.split("\n")
    for words in ("Hosting", "exhibit"):
        place = document.source_at(document.text.index(words))
        assert isinstance(place, TextRef)
        assert lines[place.line - 1][place.column - 1 :].startswith(words)


def test_several_documents_and_pictures_are_said():
    document = load((EXHIBIT + PAGE + PICTURE).encode())
    assert document.text.endswith("Second exhibit")
    assert [(n.level, n.code) for n in document.notices] == [("warning", "several_documents"), ("info", "filing_data")]


def test_a_filing_that_is_cut_off_is_read_to_its_end():
    assert load(EXHIBIT[: EXHIBIT.index("   -1-")].encode()).text.rstrip().endswith("perform.")


def test_a_filing_of_pictures_holds_no_text():
    with pytest.raises(NoTextError):
        load(PICTURE.encode())
