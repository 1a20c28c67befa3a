"""Whatever bytes are given: a document comes, or an error of our own; and whatever text: a report.

The bench ``tests/bench/fuzz.py`` does the same with thousands of damaged real files.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausegap.engine import Engine
from clausegap.errors import InputError
from clausegap.loaders import load, load_text
from clausegap.model.spec import ReviewSpec

SAMPLES = Path(__file__).parents[2] / "sample_contracts"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    "p r t tbl tr tc tab br sdt sdtContent ins del moveFrom moveTo hyperlink smartTag fldSimple fldChar instrText pPr "
    "rPr numPr numId ilvl pStyle sectPr headerReference footnoteReference endnoteReference drawing pict txbxContent "
    "object gridSpan vMerge sym noBreakHyphen customXml altChunk subDoc lvl lvlText start numFmt abstractNum num style "
    "basedOn"
)
NAMES = st.sampled_from(_NAMES.split())
VALUES = st.sampled_from(
    ["1", "0", "-1", "99999999999999999999", "x", "", "begin", "end", "separate", "%1.%9", "bullet"]
)
NODES = st.recursive(
    st.text("ab %\u00a0\u200b\u202e\ufffd\U0001f600", max_size=5),
    lambda inner: st.builds(
        lambda name, value, children: f'<w:{name} w:val="{value}" w:id="{value}">{"".join(children)}</w:{name}>',
        NAMES,
        VALUES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)
_TOKENS = (
    b"<< >> [ ] ( ) < > obj endobj stream endstream xref trailer startxref %%EOF R null true /Type /Page /Pages /Kids "
    b"/Catalog /Count /Parent /Contents /Resources /MediaBox /Length /Filter /FlateDecode /Root /Size /Font /Rotate 0 "
    b"1 2 3 4 -1 65535 99999999999 1e308 BT ET Tf Td Tj (words) /F1 q Q re f"
)
PDF_TOKENS = st.sampled_from(_TOKENS.split())
CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def _engine():
    return Engine(ReviewSpec())


@cache
def _sample(name):
    return (SAMPLES / name).read_bytes()


def _try(data, name):
    """Lets nothing pass but our own errors, which must say what to do."""
    try:
        document = load(data, name=name)
    except InputError as error:
        return error.hint
    assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks)
    return document.text


@CALM
@given(st.lists(NODES, max_size=6), st.lists(NODES, max_size=4), st.lists(NODES, max_size=4))
def test_any_tree_of_word_elements(body, numbering, styles):
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        rels = '<Relationships xmlns="{}"><Relationship Id="a" Type="{}/{}" Target="{}"/>{}</Relationships>'
        archive.writestr("_rels/.rels", rels.format(space, link, "officeDocument", "word/document.xml", ""))
        more = f'<Relationship Id="b" Type="{link}/styles" Target="styles.xml"/>'
        archive.writestr("word/_rels/document.xml.rels", rels.format(space, link, "numbering", "numbering.xml", more))
        for part, root, nodes in (
            ("document", "document", body),
            ("numbering", "numbering", numbering),
            ("styles", "styles", styles),
        ):
            inner = f"<w:body>{''.join(nodes)}</w:body>" if part == "document" else "".join(nodes)
            archive.writestr(f"word/{part}.xml", f'<w:{root} xmlns:w="{WORD}">{inner}</w:{root}>')
    assert isinstance(_try(packed.getvalue(), "a.docx"), str)


@CALM
@given(st.lists(PDF_TOKENS, max_size=60))
def test_any_heap_of_pdf_tokens(tokens):
    assert isinstance(_try(b"%PDF-1.7\n" + b" ".join(tokens), "a.pdf"), str)


@CALM
@given(st.sampled_from(["strong-msa.docx", "strong-msa.pdf"]), st.data())
def test_any_damage_to_a_real_file(name, data):
    whole = bytearray(_sample(name))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(whole)))
    assert isinstance(_try(bytes(whole[:cut]) if cut % 3 == 0 else bytes(whole), name), str)


@CALM
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.md", "a.html", "a", "a.doc", "a.eml"]))
def test_any_bytes_under_any_name(data, name):
    assert isinstance(_try(data, name), str)


@CALM
@given(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                [
                    "The Supplier shall ",
                    "Customer ",
                    "Section 9.1 ",
                    "(a) ",
                    "1. ",
                    "\n",
                    "\n\n",
                    "“Company” means ",
                    "“",
                    ")",
                    ". ",
                ]
            ),
        ),
        min_size=1,
        max_size=40,
    ),
    st.integers(1, 3),
)
def test_any_text_gives_a_report(pieces, times):
    text = "".join(pieces) * times
    try:
        document = load_text(text)
    except InputError:
        assert not text.strip()
        return
    report = _engine().review(document)
    for clause in report.clauses:
        assert 0 <= clause.start < clause.end <= len(document.text)
