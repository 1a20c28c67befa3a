"""The component ``clausegap_ranker``: what it stores, and that its weights go where the pipeline goes."""

import shutil

import pytest
import spacy
from weights_factory import weights_by_words, write_type

from clausegap import _resources
from clausegap.engine import Engine
from clausegap.errors import WeightsError
from clausegap.loaders import load_text
from clausegap.model.spec import ReviewSpec
from clausegap.pipeline import analysis_of, build_pipeline
from clausegap.pipeline.ranker import SHIPPED
from clausegap.ranking.model import weights_to_bytes
from clausegap.ranking.store import shipped_weights

TEXT = """\
MASTER SERVICES AGREEMENT

This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").

1. Harbour

1.1 Supplier shall berth every vessel at the quay. It shall pay what each vessel owes.

1.2 Fees are due each month.

1.3 A vessel that sinks is lost.

2. Audit

2.1 Customer may at any time audit Supplier's books and records.
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    """Returns a rule folder with a clause type that the word "vessel" tells, and one that "audit" tells."""
    folder = tmp_path_factory.mktemp("rules")
    write_type(folder, "harbour", ["vessel"])
    return write_type(folder, "books", ["books"], protection="audit_rights", decides=True)


@pytest.fixture(scope="module")
def spec(rules):
    return ReviewSpec(rules=(rules,))


@pytest.fixture(scope="module")
def nlp(spec):
    return build_pipeline(spec)


@pytest.fixture
def shipped(monkeypatch, tmp_path):
    """Returns a function that puts weights in the place of the shipped ones, or takes those away."""

    def ship(weights=None):
        path = tmp_path / "shipped.npz"
        path.unlink(missing_ok=True)
        if weights is not None:
            path.write_bytes(weights_to_bytes(weights))
        monkeypatch.setattr(_resources, "weights_file", lambda: path)
        shipped_weights.cache_clear()

    yield ship
    shipped_weights.cache_clear()


def rows(doc, label="harbour"):
    return [(s.start_char, s.end_char, s.label_, s.id_) for s in doc.spans["ranked"] if s.label_ == label]


def type_of(ranking, name):
    (found,) = [one for one in ranking.types if one.id == name]
    return found


def test_span_group_holds_the_passages_by_type(nlp):
    doc = nlp(TEXT)
    shown = [(doc.text[start:end], name) for start, end, _, name in rows(doc)]
    assert shown == [
        ("1.1 Supplier shall berth every vessel at the quay. It shall pay what each vessel owes.", "harbour:1"),
        ("1.3 A vessel that sinks is lost.", "harbour:2"),
    ]


def test_neighbouring_sentences_of_one_clause_are_one_passage(nlp):
    first, second = type_of(analysis_of(nlp(TEXT)).ranking, "harbour").passages
    assert first.quote == "1.1 Supplier shall berth every vessel at the quay. It shall pay what each vessel owes."
    assert (first.location.section, second.location.section) == ("1.1", "1.3")
    assert min(first.probability, second.probability) > 0.5


def test_sentence_between_two_clauses_keeps_them_apart(nlp):
    text = "Supplier moors the vessel. Fees are due now. Supplier owns the vessel."
    passages = type_of(analysis_of(nlp(text)).ranking, "harbour").passages
    assert [passage.quote for passage in passages] == ["Supplier moors the vessel.", "Supplier owns the vessel."]


def test_few_passages_of_a_type_are_shown(nlp):
    text = "\n\n".join(f"{n}. Supplier moors the vessel.\n\nFees are due now." for n in range(1, 30))
    assert len(type_of(analysis_of(nlp(text)).ranking, "harbour").passages) == 6


def test_clauses_of_the_rules_carry_what_fired_and_their_probability(nlp):
    (clause,) = [c for c in analysis_of(nlp(TEXT)).clauses if c.protection == "audit_rights"]
    assert clause.probability > 0.5
    assert not clause.doubtful
    assert ("words", "books") in [(clue.kind, clue.text) for clue in clause.clues]
    assert set(clause.rules) <= {match.rule for match in clause.matches}
    assert all(TEXT[match.start : match.end] == match.text for match in clause.matches)


def test_document_without_such_a_clause_is_unlikely_to_have_one(nlp):
    with_it, without = (analysis_of(nlp(text)).ranking for text in (TEXT, TEXT.replace("vessel", "train")))
    assert type_of(with_it, "harbour").presence > 0.5 > type_of(without, "harbour").presence
    assert type_of(without, "harbour").passages == ()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Word", "1. Harbour"])
def test_text_without_sentences_has_no_passages(nlp, text):
    assert rows(nlp(text)) == []


def test_saved_pipeline_needs_neither_the_rule_folder_nor_the_shipped_weights(shipped, tmp_path):
    shipped(weights_by_words({"insurance": ["insured"]}, version="7.0"))
    folder = write_type(tmp_path, "zebras", ["vessel"])
    nlp = build_pipeline(ReviewSpec(rules=(write_type(tmp_path, "aunts", ["aunt"]),)))
    before = analysis_of(nlp(TEXT)).ranking
    nlp.to_disk(tmp_path / "saved")
    data = nlp.to_bytes()
    shutil.rmtree(f"{folder}/clause_types")
    shipped(weights_by_words({"insurance": ["ship"]}))
    for again in (spacy.load(tmp_path / "saved"), build_pipeline().from_bytes(data)):
        assert list(again.get_pipe("clausegap_ranker").weights) == [SHIPPED, "aunts", "zebras"]
        assert analysis_of(again(TEXT)).ranking == before
    assert (before.version, len(before.fingerprints)) == ("7.0", 3)


def test_each_type_listens_to_one_file(shipped, tmp_path):
    # The user's own audit rights take the place of the shipped ones, in the rules and in the weights.
    shipped(weights_by_words({"audit_rights": ["vessel"], "insurance": ["quay"]}))
    spec = ReviewSpec(rules=(write_type(tmp_path / "rules", "audit_rights", ["fees"]),))
    ranking = analysis_of(build_pipeline(spec)(TEXT)).ranking
    assert [one.id for one in ranking.types] == ["audit_rights", "insurance"]
    assert [p.quote for p in type_of(ranking, "audit_rights").passages] == ["1.2 Fees are due each month."]


def test_type_that_no_rule_file_knows_is_passed_over(shipped):
    shipped(weights_by_words({"insurance": ["quay"], "unheard_of": ["vessel"]}))
    assert [one.id for one in analysis_of(build_pipeline()(TEXT)).ranking.types] == ["insurance"]


def test_weights_that_are_not_there_are_named(tmp_path):
    folder = write_type(tmp_path, "harbour", ["vessel"])
    (tmp_path / "clause_types" / "harbour.npz").unlink()
    with pytest.raises(WeightsError, match=r"harbour\.npz: cannot be read \(.*\); a clause type names it"):
        build_pipeline(ReviewSpec(rules=(folder,)))(TEXT)


def test_without_weights_the_rules_run_alone_and_the_report_says_so(shipped):
    shipped(weights_by_words({"audit_rights": ["zephyr"]}, bias=-2.0))  # an opinion of nothing: 0.12 everywhere
    with_weights = Engine(ReviewSpec()).review(load_text(TEXT))
    shipped()
    alone = Engine(ReviewSpec()).review(load_text(TEXT))
    (notice,) = [n for n in alone.notices if n.code == "rules_alone"]
    assert (notice.level, alone.ranking) == ("info", None)
    assert "rules alone" in notice.message
    assert [n.code for n in with_weights.notices if n.code == "rules_alone"] == []
    assert alone.findings == with_weights.findings
    assert [(c.id, c.probability, c.clues) for c in alone.clauses] == [(c.id, None, ()) for c in with_weights.clauses]
    assert [c.matches for c in alone.clauses] == [c.matches for c in with_weights.clauses]
    assert all(clause.matches for clause in alone.clauses)


def test_without_weights_the_span_group_is_empty(shipped):
    shipped()
    assert list(build_pipeline()(TEXT).spans["ranked"]) == []


def test_wording_that_the_weights_do_not_know_is_doubtful(shipped):
    shipped(weights_by_words({"audit_rights": ["zephyr"]}, bias=-9.0))
    finding = Engine(ReviewSpec()).review(load_text(TEXT)).finding("audit_rights")
    assert (finding.status != "missing", finding.confidence) == (True, "low")
    assert "doubtful" in finding.flags


def test_sure_weights_keep_the_report_from_claiming_absence(shipped):
    shipped(weights_by_words({"audit_rights": ["quay"]}))
    text = TEXT[: TEXT.index("2. Audit")]
    finding = Engine(ReviewSpec()).review(load_text(text)).finding("audit_rights")
    assert finding.status == "undetermined"
    assert "quay" in finding.search.near_miss.evidence.quote


def test_candidates_are_the_searched_sentences_with_what_the_rules_know(spec):
    found = Engine(spec).candidates(load_text(TEXT))
    quotes = [TEXT[start:end] for start, end in found.spans]
    assert len(quotes) == len(found.passages)
    (audit,) = [n for n, quote in enumerate(quotes) if "books and records" in quote]
    assert found.passages[audit].heading == ("audit",)
    assert "audit_rights#for_user" in found.passages[audit].rules
    assert found.known["audit_rights"] == max(found.known.values()) > 0


def test_report_survives_json_with_its_traces(spec):
    from clausegap.model.report import Report

    report = Engine(spec).review(load_text(TEXT))
    assert Report.model_validate_json(report.model_dump_json()) == report
    assert any(clause.matches and clause.clues for clause in report.clauses)
