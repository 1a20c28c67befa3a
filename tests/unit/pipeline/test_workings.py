"""The engine runs the components without a Doc: what they find is the same."""

from pathlib import Path

import pytest
from rule_factory import shipped_engine

from clausegap import build_pipeline, load
from clausegap.pipeline import analysis_of
from clausegap.pipeline.bridge import to_doc

SAMPLES = Path(__file__).resolve().parents[3] / "sample_contracts"


@pytest.mark.parametrize("name", ["strong-msa.docx", "weak-msa.pdf"])
def test_with_and_without_a_doc_the_analysis_is_the_same(name):
    document = load(SAMPLES / name)
    nlp = build_pipeline()
    assert shipped_engine().analyse(document) == analysis_of(nlp(to_doc(nlp, document)))


def test_token_pattern_finds_its_words_where_they_stand():
    text = "1. Liability. Except for breach of Section 8 (Confidentiality), liability shall not exceed the fees."
    hits = [hit for hit in shipped_engine().analyse(load(text + "\n")).hits if hit.signal == "titled"]
    assert [text[hit.start : hit.end] for hit in hits] == ["(Confidentiality"]
