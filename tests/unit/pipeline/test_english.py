"""spaCy is imported when a text must be tokenized, and not before."""

import subprocess
import sys

import spacy

from clausegap.pipeline.english import English

REVIEWED = """
import sys
import clausegap
report = clausegap.review({text!r})
heavy = {{"spacy", "pandas", "pdfplumber", "pypdfium2", "docx", "lxml", "rich", "typer", "jinja2"}}
print(sorted(heavy & set(sys.modules)), len(report.clauses))
"""
TEXT = (
    'This Agreement is made between Acme Ltd ("Customer") and Bolt Ltd ("Supplier").\n\n'
    "1. Audit. Supplier shall allow Customer at any time to audit Supplier's books and records{more}.\n"
)


def reviewed(text):
    done = subprocess.run(
        [sys.executable, "-c", REVIEWED.format(text=text)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_review_imports_nothing_heavy():
    assert reviewed(TEXT.format(more="")) == "[] 2"


def test_a_sentence_that_a_token_pattern_may_match_needs_spacy():
    assert "spacy" in reviewed(TEXT.format(more=", except under Section 8 (Confidentiality)"))


def test_the_pipeline_that_is_given_is_used_as_it_is():
    nlp = spacy.blank("en")
    english = English(nlp)
    assert english.nlp is nlp
    with nlp.memory_zone(), english.zone():  # zones cannot be nested: this one is the owner's
        assert [token.text for token in english.nlp.make_doc("Keep it.")] == ["Keep", "it", "."]


def test_the_own_pipeline_forgets_the_words_of_a_document():
    english = English()
    with english.zone():
        english.nlp.make_doc("zyxomma")  # the first document that needs it
    with english.zone():
        english.nlp.make_doc("quagga")
    assert [word in english.nlp.vocab.strings for word in ("zyxomma", "quagga")] == [True, False]
