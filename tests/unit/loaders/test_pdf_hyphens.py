import pytest
from pdf_pages import apart
from printing import print_pdf, rows

from clausegap.loaders import load
from clausegap.loaders.pdf_hyphens import Hyphens


@pytest.mark.parametrize(
    ("last", "line", "others", "breaks"),
    [
        ("the confi-", "dential part", ["confidential matters"], True),
        ("the confi-", "dential part", [], True),  # no word of its own ends like this
        ("its termina-", "tion right", [], True),
        ("its know-", "how is", [], False),
        ("its know-", "how is", ["knowhow", "all know-how"], False),
        ("a third-", "party claim", ["thirdparty software"], True),
        ("a co-", "operation", ["operation"], False),
        ("the Mc-", "Donald", ["McDonald"], False),  # a capital begins a word of its own
        ("CONFI-", "DENTIAL", ["confidential"], True),
        ("the sub-sub-", "contractor", ["subcontractor"], False),
        ("from 2019-", "2020", [], False),
        ("a non-", "disclosure agreement", ["disclosure"], False),
    ],
)
def test_hyphen_goes_only_where_that_is_sure(last, line, others, breaks):
    assert Hyphens([last, line, *others]).only_breaks(last, line) is breaks


@pytest.mark.parametrize("dash", ["-", "\u2010"])
def test_words_asked_for_often_are_judged_as_those_asked_for_seldom(dash):
    words = [f"{a}{b}" for a in ("know", "third", "con", "sub") for b in ("how", "party", "tract")]
    hyphens = Hyphens(
        [f"all know{dash}how, conparty, sub{dash}sub{dash}tract", "a Third\u2011Party; subhow con\u00e9how"]
    )
    pairs = [(f"its {word[:-3]}{dash}", word[-3:]) for word in words]
    seldom = [hyphens.only_breaks(*pair) for pair in pairs]
    often = [[hyphens.only_breaks(*pair) for pair in pairs] for _ in range(10)]
    assert any(seldom)
    assert not all(seldom)
    assert often == [seldom] * 10


def test_hyphen_that_is_taken_out_is_kept_apart():
    lines = rows("1. Confidential Information is secret.", "2. It shall return all confi-", "dential papers.")
    document = load(print_pdf(lines))
    assert "all confidential papers." in document.text
    assert apart(document, "hyphen") == ["-"]
    assert document.text[document.furniture[0].at :].startswith("dential papers.")


def test_hyphen_over_a_page_end_is_taken_out():
    first = [*rows("All information is confidential. Return all confi-", top=80), (290, 30, "1")]
    document = load(print_pdf(first, [*rows("dential papers."), (290, 30, "2")]))
    assert document.text.endswith("all confidential papers.")
