"""Standard wording beside the sentences of a contract."""

from __future__ import annotations

from comparison_factory import evidence, finding, version

from clausegap.compare.wordings import laid_out

AUDIT = "Customer may audit the records of Supplier on five days' notice."
STANDARD = f"{AUDIT}\nSupplier shall bear the cost of each audit that finds a breach."


def laid(contract, standard=STANDARD):
    text = f"{contract}\nNothing else matters in this place."
    found = finding("audit_rights", evidence=(evidence(text, contract),))
    return laid_out(version(text), found, version(standard), str)


def test_the_same_sentences_are_verbatim_whatever_their_quotes():
    layout = laid(STANDARD.replace("'", "’"))
    assert (layout.is_verbatim, layout.closeness, layout.further) == (True, 100, ())


def test_one_other_word_is_near_but_not_verbatim():
    layout = laid(STANDARD.replace("five", "ten"))
    assert not layout.is_verbatim
    assert 90 < layout.closeness < 100
    pieces = [(piece.kind, piece.words.strip()) for piece in layout.passages()[0].pieces]
    assert ("delete", "five") in pieces
    assert ("insert", "ten") in pieces


def test_a_sentence_that_is_nowhere_is_shown_as_one_of_the_standard_only():
    layout = laid(AUDIT)
    assert layout.beside == (0, None)
    gone = layout.passages()[1]
    assert gone.contract is None
    assert {piece.kind for piece in gone.pieces} == {"delete"}
    assert 50 < layout.closeness < 80


def test_a_sentence_of_the_clause_that_the_standard_has_not_comes_last():
    layout = laid(f"{STANDARD}\nEach audit ends within one week and disturbs nobody at all.")
    assert layout.further == (2,)
    assert {piece.kind for piece in layout.passages()[-1].pieces} == {"insert"}


def test_wholly_other_words_have_no_closeness():
    layout = laid("Whoever pays may look.")
    assert (layout.closeness, layout.beside) == (0, (None, None))
