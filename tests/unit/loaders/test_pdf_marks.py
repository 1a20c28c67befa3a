import pytest
from marking import attached, field, print_marked
from printing import print_pdf, rows

from clausegap.loaders import load
from clausegap.loaders.pdf_lines import Box, Gap, Line, Mark, PageLines
from clausegap.loaders.pdf_marks import with_typed
from clausegap.model.reading import ReadOptions

LABEL = [(72, 740, "Name of the supplier:")]
CHOICE = "/Opt [[(GB) (England)] [(OH) (Ohio)]]"


def words(document):
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def told(document):
    return [(notice.level, notice.code) for notice in document.notices]


@pytest.mark.parametrize("layout", [False, True], ids=["pdfium", "pdfplumber"])
def test_value_of_a_form_field_stands_behind_its_label(layout):
    lines = [(72, 760, "THE PARTIES"), *LABEL, (72, 600, "1. It is bound.")]
    data = print_marked(lines, [field("Tx", "(Acme Software Ltd)", at=(220, 736))])
    document = load(data, reading=ReadOptions(layout=layout))
    assert document.text == "THE PARTIES\nName of the supplier: Acme Software Ltd\n1. It is bound."
    assert ("info", "form_fields") in told(document)
    assert document.source_at(document.text.index("Acme")) is None
    assert document.page_at(document.text.index("Acme")) == 1


def test_value_in_the_gap_of_a_line_stands_in_it():
    line = [(72, 740, "between"), (300, 740, "and the Supplier, who shall keep it secret.")]
    document = load(print_marked(line, [field("Tx", "(Acme Ltd)", at=(130, 737), size=(150, 14))]))
    assert document.text == "between Acme Ltd and the Supplier, who shall keep it secret."


@pytest.mark.parametrize(
    ("widget", "shown"),
    [
        (field("Btn", "/Yes", at=(56, 738), size=(10, 10), more="/AS /Yes"), "[x] Name of the supplier:"),
        (field("Btn", "/Off", at=(56, 738), size=(10, 10), more="/AS /Off"), "[ ] Name of the supplier:"),
        (field("Ch", "(GB)", at=(220, 736), more=f"/Ff 131072 {CHOICE}"), "Name of the supplier: England"),
        (field("Tx", "()", at=(220, 736)), "Name of the supplier:"),
        (field("Tx", "(secret)", at=(220, 736), more="/Ff 8192"), "Name of the supplier:"),
        (field("Tx", "(hidden)", at=(220, 736)).replace("/F 4", "/F 2"), "Name of the supplier:"),
        (field("Btn", "/Push", at=(220, 736), more="/Ff 65536"), "Name of the supplier:"),
    ],
    ids=["checked", "unchecked", "choice", "empty", "password", "hidden", "button"],
)
def test_what_a_form_shows_is_read(widget, shown):
    assert load(print_marked(LABEL, [widget])).text == shown


def test_typed_words_are_a_text_box():
    typed = "/Subtype /FreeText /Rect [72 600 400 620] /Contents (Clause 4 does not apply.) /DA (/Helv 10 Tf)"
    document = load(print_marked([*LABEL, (72, 500, "It ends here.")], [typed]))
    assert words(document) == [
        ("paragraph", "Name of the supplier:"),
        ("text_box", "Clause 4 does not apply."),
        ("paragraph", "It ends here."),
    ]


@pytest.mark.parametrize(
    ("annotation", "notice"),
    [
        ("/Subtype /Text /Rect [72 600 90 620] /Contents (Is that so?)", ("info", "comments")),
        (
            "/Subtype /Highlight /Rect [72 738 200 750] /Contents (Too wide)",
            ("info", "comments"),
        ),
        ("/Subtype /StrikeOut /Rect [72 738 200 750]", ("warning", "struck_out")),
        ("/Subtype /Stamp /Rect [72 600 200 650] /Contents (VOID)", ("warning", "stamps")),
        ("/Subtype /FreeText /Rect [72 600 200 650]", ("warning", "stamps")),
        (
            "/Subtype /FileAttachment /Rect [72 600 90 620] /FS << /F (b.docx) /UF (b.docx) >>",
            ("unread", "attachments"),
        ),
    ],
)
def test_what_readers_put_on_a_page_is_told_and_not_read(annotation, notice):
    document = load(print_marked(LABEL, [annotation]))
    assert document.text == "Name of the supplier:"
    assert told(document) == [notice]


@pytest.mark.parametrize("subtype", ["Link", "Highlight", "Square"])
def test_what_says_nothing_is_no_comment(subtype):
    assert told(load(print_marked(LABEL, [f"/Subtype /{subtype} /Rect [72 738 200 750]"]))) == []


def test_attached_files_are_told_by_whether_they_may_hold_words():
    document = load(print_marked(LABEL, names=attached("Exhibit A.pdf", "data.xml", "logo.png")))
    assert [(notice.level, notice.message) for notice in document.notices] == [
        ("unread", "Files attached to this one were not read: Exhibit A.pdf."),
        ("info", "Files attached to this one were not read: data.xml, logo.png."),
    ]


def test_file_of_repeated_lines_is_read_though_others_are_attached():
    assert load(print_marked([(290, 30, "Page 1 of 1")], names=attached("Exhibit A.pdf"))).text == "Page 1 of 1"


def test_many_attached_files_are_counted():
    document = load(print_marked(LABEL, names=attached(*[f"{n}.pdf" for n in range(7)])))
    assert document.notices[0].message.endswith("0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf and 2 more.")


def test_dynamic_form_is_unread():
    document = load(print_marked([(72, 740, "Please wait...")], form="/XFA (<x/>)", needs_rendering=True))
    assert ("unread", "xfa_form") in told(document)
    assert not document.complete


def test_static_form_with_xfa_is_read_without_a_word_on_the_screen(capfd, caplog):
    document = load(print_marked(LABEL, [field("Tx", "(Acme)", at=(220, 736))], form="/XFA (<x/>)"))
    assert document.text == "Name of the supplier: Acme"
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_ordinary_file_has_no_such_notices():
    assert load(print_pdf(rows("An ordinary clause of a contract, with a full stop at its end."))).notices == ()


def test_value_in_a_gap_behind_which_nothing_shows_ends_the_line():
    line = Line(1, 0, ((0, "between"),), Box(72, 740, 400, 752), gaps=(Gap(8, 120, 390),))
    page = PageLines(1, (line,), marks=(Mark("value", "Acme Ltd", Box(130, 738, 300, 752)),))
    assert [one.text for one in with_typed(page).lines] == ["between", "Acme Ltd"]
