from __future__ import annotations

from dataclasses import replace

from comparison_factory import AUDIT, NEW, OLD, build_comparison, clause, element, evidence, finding, version

from clausegap.compare.reports import compare_reports
from clausegap.model.comparison import Comparison, Reviser
from clausegap.model.document import Revision
from clausegap.model.report import ReportNotice


def test_every_protection_has_its_kind_and_losses_come_first():
    kinds = [(change.protection, change.kind) for change in build_comparison().changes]
    assert kinds == [
        ("insurance", "removed"),
        ("audit_rights", "weakened"),
        ("escrow", "undetermined"),
        ("costs", "changed"),
        ("survival", "added"),
        ("non_compete", "strengthened"),
        ("confidentiality", "unchanged"),
    ]


def test_a_comparison_survives_json():
    comparison = build_comparison()
    assert Comparison.model_validate_json(comparison.model_dump_json()) == comparison


def test_the_difference_stands_between_both_places():
    (passage,) = build_comparison().change("audit_rights").passages
    assert (passage.old.section, passage.new.section) == ("2", "4")
    changed = [(piece.kind, piece.words.strip()) for piece in passage.pieces if piece.kind != "equal"]
    # Section 3 became Section 4, but within a changed sentence its words are shown as they are.
    assert changed[0] == ("delete", "five (5")
    assert changed[1] == ("insert", "sixty (60")


def test_both_quotes_are_kept():
    change = build_comparison().change("audit_rights")
    assert change.old.evidence[0].quote == AUDIT
    assert "sixty (60)" in change.new.evidence[0].quote


def both(old_fields, new_fields, new=NEW):
    before = version(OLD, (finding("audit_rights", **old_fields),), (clause(OLD, AUDIT, "audit_rights"),))
    after = version(new, (finding("audit_rights", **new_fields),))
    return compare_reports(before, after).change("audit_rights")


def test_a_sentence_of_another_protection_is_no_change_of_this_one():
    before = version(
        OLD,
        (finding("records", elements=(element("e", "strong", evidence=(evidence(OLD, AUDIT),)),)),),
        (clause(OLD, AUDIT, "audit_rights"), clause(OLD, AUDIT, "records", 0.6)),
    )
    after = version(NEW, (finding("records", elements=(element("e", "strong"),)),))
    change = compare_reports(before, after).change("records")
    assert (change.kind, change.passages, change.reasons) == ("unchanged", (), ())


def test_a_sentence_of_its_own_with_other_words_is_a_change():
    quoted = {"evidence": (evidence(OLD, AUDIT),)}
    assert both(quoted, {}).kind == "changed"
    assert both(quoted, {}, new=OLD).kind == "unchanged"


def test_parts_in_a_sentence_that_is_no_clause_make_it_its_own():
    words = evidence(OLD, "Supplier shall keep all secrets for ten years.")
    parts = tuple(element(name, "strong", evidence=(words,)) for name in ("one", "two"))
    new = OLD.replace("ten years", "nine years")
    after = version(new, (finding("confidentiality", elements=tuple(element(e.id, "strong") for e in parts)),))
    assert (
        compare_reports(version(OLD, (finding("confidentiality", elements=parts),)), after).changes[0].kind == "changed"
    )
    single = version(OLD, (finding("confidentiality", elements=parts[:1]),))
    after = version(new, (finding("confidentiality", elements=(element("one", "strong"),)),))
    assert compare_reports(single, after).changes[0].kind == "unchanged"


def test_words_that_are_told_with_a_lost_protection_are_no_further_change():
    quoted = evidence(OLD, AUDIT)
    found = [finding(name, evidence=(quoted,)) for name in ("audit_rights", "records")]
    clauses = tuple(clause(OLD, AUDIT, name) for name in ("audit_rights", "records"))
    weaker = found[0].model_copy(update={"grade": "weak", "evidence": ()})
    after = version(NEW, (weaker, finding("records")))
    comparison = compare_reports(version(OLD, tuple(found), clauses), after)
    assert [change.kind for change in comparison.changes] == ["weakened", "unchanged"]


def test_changed_words_without_a_protection_are_counted():
    comparison = compare_reports(version(OLD), version(NEW))
    (notice,) = comparison.notices
    assert notice.code == "other_words"
    assert "1 sentence or item deleted from the old version (section 2); 2 sentences or items new" in notice.message
    assert compare_reports(version(OLD), version(OLD)).notices == ()


def test_other_names_of_terms_are_told():
    old = version(OLD, terms=("Customer", "Supplier"))
    new = version(OLD.replace("Supplier", "Contractor").replace("SECRECY", "Secrecy"), terms=("Customer", "Contractor"))
    comparison = compare_reports(old, new)
    assert [notice.code for notice in comparison.notices] == ["other_names"]
    assert "“Supplier” is “Contractor”" in comparison.notices[0].message


def test_revisers_are_those_who_changed_its_words():
    at = OLD.index("five (5)"), NEW.index("sixty (60)"), OLD.index("ten years")
    old, new = (
        version(
            text, (finding("audit_rights", evidence=(evidence(text, words),)),), (clause(text, words, "audit_rights"),)
        )
        for text, words in ((OLD, AUDIT), (NEW, NEW.split("\n")[3][4:]))
    )
    gone = Revision("deletion", at[0], at[0] + 8, "five (5)", "Ann", "2025-02-01T10:00:00Z")
    elsewhere = Revision("deletion", at[2], at[2] + 9, "ten years", "Cid", "2025-02-01T10:00:00Z")
    come = Revision("insertion", at[1], at[1] + 10, "sixty (60)", "Bob", None)
    hidden = Revision("deletion", at[1], at[1], "five (5)", "Ann", "2025-02-01T10:00:00Z")
    old = replace(old, document=replace(old.document, revisions=(gone, elsewhere)))
    new = replace(new, document=replace(new.document, revisions=(hidden, come)))
    assert compare_reports(old, new, "tracked_changes").changes[0].revisers == (
        Reviser(author="Bob", date=None),
        Reviser(author="Ann", date="2025-02-01T10:00:00Z"),
    )


def test_notices_say_which_version_they_speak_of():
    same = ReportNotice(level="info", code="same", message="Both.")
    unread = ReportNotice(level="unread", code="no_text_page", message="No text.", page=2)
    comparison = compare_reports(version(OLD, notices=(same,)), version(OLD, notices=(same, unread)))
    assert [notice.message for notice in comparison.notices] == ["Both.", "New version: No text."]


def test_what_was_not_wholly_read_is_neither_removed_nor_added():
    unread = ReportNotice(level="unread", code="no_text_page", message="No text.", page=2)
    there, support = finding("audit_rights"), finding("audit_rights", "weak", score=None)
    for gone in (support, finding("audit_rights", "missing")):
        (change,) = compare_reports(version(OLD, (there,)), version(NEW, (gone,), notices=(unread,))).changes
        assert (change.kind, change.is_loss) == ("undetermined", True)
        assert change.reasons[0] == "Not everything could be read: the clause may stand in what was not."
    (change,) = compare_reports(version(OLD, (support,), notices=(unread,)), version(NEW, (there,))).changes
    assert (change.kind, change.is_loss) == ("undetermined", False)


def test_only_what_was_there_can_be_lost():
    known = build_comparison()
    assert [change.protection for change in known.losses] == ["insurance", "audit_rights"]
    before, after = (version(OLD, (finding("audit_rights", status),)) for status in ("weak", "undetermined"))
    assert [change.kind for change in compare_reports(before, after).losses] == ["undetermined"]
    assert compare_reports(after, before).losses == ()


def in_format(made, media_type):
    source = replace(made.document.source, media_type=media_type)
    return replace(made, document=replace(made.document, source=source))


def test_words_that_another_format_only_cuts_otherwise_are_no_change():
    parts = (element("e", "strong", evidence=(evidence(OLD, AUDIT),)),)
    whole = version(OLD, (finding("audit_rights", elements=parts),), (clause(OLD, AUDIT, "audit_rights"),))
    cut = version(OLD.replace(" on five", "\nand on | five"), (finding("audit_rights", grade="acceptable"),))
    assert compare_reports(whole, cut).changes[0].kind == "weakened"
    cut = version(OLD.replace(" on five", "\non | five"), (finding("audit_rights", grade="acceptable"),))
    assert compare_reports(whole, cut).changes[0].kind == "unchanged"
    comparison = compare_reports(whole, in_format(cut, "application/pdf"))
    assert [change.kind for change in comparison.changes] == ["unchanged"]
    assert [notice.code for notice in comparison.notices] == ["formats_differ"]


def test_words_that_changed_too_are_a_change_in_another_format():
    quoted = {"evidence": (evidence(OLD, AUDIT),)}
    before = version(OLD, (finding("audit_rights", **quoted),), (clause(OLD, AUDIT, "audit_rights"),))
    after = version(NEW, (finding("audit_rights", grade="acceptable"),))
    assert compare_reports(before, in_format(after, "application/pdf")).changes[0].kind == "weakened"


def test_another_status_is_shown_whatever_the_format():
    before, after = (version(OLD, (finding("audit_rights", status),)) for status in ("present", "missing"))
    assert compare_reports(before, in_format(after, "application/pdf")).changes[0].kind == "removed"


def test_what_is_too_much_to_show_is_counted():
    old = "".join(f"Supplier shall keep record number {number} in its office.\n" for number in range(30))
    quoted = tuple(evidence(old, line) for line in old.splitlines())
    before = version(old, (finding("audit_rights", evidence=quoted),))
    change = compare_reports(before, version("It is agreed.\n", (finding("audit_rights", "missing"),))).changes[0]
    assert (len(change.passages), change.passages_left, len(change.old.evidence)) == (12, 18, 4)
