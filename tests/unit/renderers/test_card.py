from __future__ import annotations

from report_factory import build_clean_report, build_ranked_report, build_unread_report

from clausegap.renderers.card import render_card


def test_hostile_text_is_escaped_and_there_is_no_script_or_style_sheet(report):
    card = render_card(report)
    assert "<script" not in card
    assert "<style" not in card
    assert "&lt;script&gt;alert(1)" in card


def test_names_the_gravest_gap_first(report):
    card = render_card(report)
    assert card.index("Ownership of the results") < card.index("Non-competition")
    assert "and 1 more" not in card


def test_length_is_bounded_whatever_the_contract_holds(report):
    gap = report.finding("audit_rights")
    quote = gap.evidence[0].model_copy(update={"quote": "word <" * 9000})
    huge = gap.model_copy(update={"title": "t&" * 9000, "reasons": ("r " * 9000,), "evidence": (quote,)})
    source = report.source.model_copy(update={"name": "n" * 9000})
    card = render_card(report.model_copy(update={"findings": (huge,) * 200, "source": source, "playbook": "p" * 9000}))
    assert "and 192 more" in card
    assert len(card) < 20_000


def test_says_that_not_everything_was_read():
    assert "Not everything was read: p. 4: The page has no text layer." in render_card(build_unread_report())


def test_a_report_without_gaps_says_so():
    assert "No gaps among 1 protection." in render_card(build_clean_report())


def test_colours_suit_light_and_dark_ground(report):
    card = render_card(report)
    assert "color:inherit" in card
    assert "color:#" not in card


def test_clauses_by_type_are_folded_away_and_bounded(report):
    ranked = build_ranked_report()
    card = render_card(ranked)
    assert "<summary>Clauses by type: 3 likely</summary>" in card
    assert "<code>audit_rights:1</code>" in card
    assert "probability 0.93" in card
    assert "<b>Sons</b>" not in card
    many = ranked.ranking.model_copy(update={"types": ranked.ranking.types * 50})
    assert len(render_card(ranked.model_copy(update={"ranking": many}))) < 20_000
    assert "Clauses by type" not in render_card(report)
