from __future__ import annotations

import pytest
from report_factory import build_ranked_report

from clausegap.model.ranking import Clue
from clausegap.renderers import ranking_wording, wording


@pytest.fixture
def ranked():
    return build_ranked_report()


def test_types_come_likeliest_first_and_only_those_the_contract_is_taken_to_have(ranked):
    rows = ranking_wording.type_rows(ranked)
    assert [(row.title.split()[0], row.presence) for row in rows] == [
        ("Audit", "0.97"), ("Odd", "0.55"), ("Insurance", "0.41"),
    ]  # fmt: skip
    assert rows[2].passage is None


def test_without_weights_nothing_is_listed(report):
    assert ranking_wording.type_rows(report) == ()


def test_clues_name_the_strongest_words_that_speak_for_the_passage(ranked):
    row = ranking_wording.type_rows(ranked)[0]
    assert row.because == "heading “records”; “[advised party] … inspect”; names the books and records"


def test_a_long_clue_is_cut(ranked):
    audit = ranked.ranking.types[0]
    long = audit.best.model_copy(update={"clues": (Clue(kind="words", text="word " * 99, weight=1.0),)})
    types = (audit.model_copy(update={"passages": (long,)}),)
    report = ranked.model_copy(update={"ranking": ranked.ranking.model_copy(update={"types": types})})
    (clue,) = ranking_wording.type_rows(report)[0].clues
    assert len(clue) < 100
    assert clue.endswith("…”")


def test_the_quote_of_a_clause_has_its_probability_and_a_mark_when_doubtful(ranked):
    audit, secrecy = ranked.finding("audit_rights"), ranked.finding("confidentiality")
    assert ranking_wording.chance_line(ranked, audit, audit.evidence[0]) == "probability 0.93"
    assert ranking_wording.chance_line(ranked, secrecy, secrecy.evidence[0]) == "probability under 0.01, doubtful"
    assert not ranking_wording.is_doubtful(ranked, audit, audit.evidence[0])
    assert ranking_wording.is_doubtful(ranked, secrecy, secrecy.evidence[0])


def test_a_clause_that_the_ranker_was_not_taught_has_only_its_place(ranked):
    ownership = ranked.finding("ip_ownership")
    line = ranking_wording.place_line(ranked, ownership, ownership.evidence[0])
    assert line == str(ownership.evidence[0].location)


def test_facts_and_versions_name_the_ranker_and_its_weights(ranked, report):
    assert dict(wording.facts(ranked))["Ranker"] == "0.1.0 (weights efefefefefef and 121212121212)"
    assert "rules cdcdcdcdcdcd, ranker 0.1.0 (weights efefefefefef and" in wording.versions(ranked)
    assert "Ranker" not in dict(wording.facts(report))
    assert "ranker" not in wording.versions(report)


@pytest.mark.parametrize(
    ("probability", "shown"),
    [(0.004, "under 0.01"), (0.01, "0.01"), (0.5, "0.50"), (0.99, "0.99"), (0.9999, "over 0.99")],
)
def test_no_probability_is_rounded_to_none_or_to_certainty(probability, shown):
    assert ranking_wording.chance(probability) == shown
