"""The components as spaCy users meet them: by name, saved and loaded, over many texts."""

import subprocess
import sys
from importlib.metadata import entry_points

import pytest
import spacy
from spacy.tokens import Doc

from clausegap.errors import RulesError
from clausegap.pipeline import analysis_of, build_pipeline

NAMES = [f"clausegap_{name}" for name in ("sections", "sentences", "parties", "matcher", "clauses", "ranker")]
TEXT = """\
This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").

9. Audit

9.1 Customer may at any time audit Supplier's books and records.
"""
GROUPS = (
    "sections",
    "sentences",
    "parties",
    "anchors",
    "signs",
    "elements",
    "weakeners",
    "negatives",
    "cues",
    "clauses",
    "ranked",
)
SHOW = """\
import sys, spacy
doc = spacy.load(sys.argv[1])(sys.stdin.read())
print([(s.start_char, s.end_char, s.label_, s.id_) for s in doc.spans["clauses"]])
"""


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline()


def rows(doc, group="clauses"):
    return [(s.start_char, s.end_char, s.label_, s.id_) for s in doc.spans[group]]


def test_components_are_announced_to_spacy():
    assert sorted(NAMES) == sorted(e.name for e in entry_points(group="spacy_factories") if "clausegap" in e.name)


def test_doc_carries_every_span_group(nlp):
    doc = nlp(TEXT)
    assert set(doc.spans) == set(GROUPS)
    assert [span.text for span in doc.spans["clauses"]] == [TEXT.strip().splitlines()[-1]]
    assert rows(doc)[0][2:] == ("audit_rights", "audit_rights-1")
    assert [(span.label_, span.text) for span in doc.spans["parties"]] == [
        ("customer", "Alpha Ltd"),
        ("supplier", "Beta Ltd"),
    ]


def test_saved_pipeline_finds_the_same_in_a_fresh_process(nlp, tmp_path):
    # The script imports nothing of the package: spaCy finds the components by name.
    nlp.to_disk(tmp_path / "saved")
    command = [sys.executable, "-c", SHOW, str(tmp_path / "saved")]
    done = subprocess.run(command, input=TEXT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(rows(nlp(TEXT)))


def test_saved_pipeline_keeps_rules_whose_files_are_gone(tmp_path):
    from rule_factory import GUARDING

    rules = tmp_path / "rules" / "guarding.yaml"
    rules.parent.mkdir()
    rules.write_text(GUARDING, encoding="utf-8")
    from clausegap.model.spec import ReviewSpec

    build_pipeline(ReviewSpec(rules=(str(rules),))).to_disk(tmp_path / "saved")
    rules.unlink()
    doc = spacy.load(tmp_path / "saved")("Supplier shall guard it.")
    assert [span.label_ for span in doc.spans["clauses"]] == ["guarding"]


def test_pipeline_goes_through_bytes(nlp):
    again = build_pipeline().from_bytes(nlp.to_bytes())
    assert rows(again(TEXT)) == rows(nlp(TEXT))


def test_doc_goes_through_bytes_with_its_results(nlp):
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert {group: rows(again, group) for group in GROUPS} == {group: rows(doc, group) for group in GROUPS}
    assert analysis_of(again) == analysis_of(doc)


def test_pipe_keeps_texts_apart(nlp):
    other = TEXT.replace("Customer may at any time audit", "Customer likes")
    assert [len(doc.spans["clauses"]) for doc in nlp.pipe([TEXT, other, TEXT])] == [1, 0, 1]


def test_components_join_a_pipeline_that_has_others():
    base = spacy.blank("en")
    base.add_pipe("sentencizer")
    nlp = build_pipeline(nlp=base)
    doc = nlp(TEXT)
    assert nlp is base
    assert nlp.pipe_names == ["sentencizer", *NAMES]
    assert len(rows(doc)) == 1
    assert len(list(doc.sents)) > 1


def test_text_over_a_million_characters_is_read(nlp):
    assert nlp.max_length > 1_000_000


def test_long_runs_of_punctuation_are_one_token(nlp):
    assert len(nlp.make_doc("_" * 10_000)) == 1
    assert len(nlp.make_doc("Fees" + "." * 10_000)) == 2


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Word", "()"])
def test_text_without_contract_gives_no_clauses(nlp, text):
    assert rows(nlp(text)) == []


def test_unknown_rule_file_is_refused():
    from clausegap.model.spec import ReviewSpec

    with pytest.raises(RulesError, match="no such rule file"):
        build_pipeline(ReviewSpec(rules=("nowhere.yaml",)))


def test_results_of_a_component_that_did_not_run_are_not_made_up():
    with pytest.raises(KeyError):
        analysis_of(spacy.blank("en")(TEXT))
