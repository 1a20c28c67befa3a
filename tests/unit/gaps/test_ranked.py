"""Where the ranker and the rules disagree: hand-made rankings over the made-up protection ``guarding``."""

from dataclasses import replace

import pytest
from rule_factory import GUARDING, PREAMBLE, analysed, playbook_text, small_library, sources_with
from test_special_decisions import KEEPING

from clausegap.gaps.case import Case
from clausegap.gaps.checker import check
from clausegap.gaps.standard import Standards
from clausegap.loaders import load_text
from clausegap.model.document import Notice
from clausegap.model.evidence import Location
from clausegap.model.ranking import RankedPassage, RankedType, Ranking
from clausegap.rules.library import build_library

GUARD = "Supplier shall guard it"
ELSE = "Supplier watches over it at night."
SURE = (0.93, 0.9)  # of a passage, of the document
ONLY_RANKER = "only the learned ranker takes it for such a clause (probability {:.2f}), no rule does"


def ranking_of(text, words, probability, presence, protection="guarding", *, decides=True):
    """Returns a ranking of one type with one passage, the given words of a text."""
    start = text.index(words)
    passage = RankedPassage(
        id="guard_duty:1",
        start=start,
        end=start + len(words),
        location=Location(),
        quote=words,
        probability=probability,
    )
    one = RankedType(
        id="guard_duty",
        title="Guard duty",
        protection=protection,
        decides=decides,
        presence=presence,
        passages=(passage,),
    )
    return Ranking(version="1", fingerprints=("ab" * 32,), types=(one,))


def finding(text, probability, presence, *, words=ELSE, library=None, notices=(), number=0, **more):
    """Returns the finding on a contract whose ranking holds one passage."""
    library = library or small_library()
    document = replace(load_text(PREAMBLE + text), notices=notices)
    ranking = ranking_of(document.text, words, probability, presence, **more)
    analysis = replace(analysed(document, library), ranking=ranking)
    return check(Case(document, analysis, Standards(library, library.playbooks["house"], "msa")))[number]


def finding_without(text, **more):
    """Returns the finding on a contract when no weights ran."""
    library = small_library()
    document = load_text(PREAMBLE + text)
    return check(Case(document, analysed(document, library), Standards(library, library.playbooks["house"], "msa")))[0]


def test_passage_of_the_ranker_alone_is_the_nearest_miss():
    found = finding(ELSE, 0.6, 0.9)
    assert (found.status, found.grade, found.evidence) == ("missing", "absent", ())
    assert found.search.near_miss.why == ONLY_RANKER.format(0.6)
    assert found.search.near_miss.evidence.quote == ELSE
    assert found.search.near_miss.evidence.rule == "guard_duty:1"


def test_passage_of_the_ranker_alone_goes_before_a_miss_of_the_rules():
    text = f"The guards of the gate are paid.\n\n{ELSE}"
    assert finding(text, 0.6, 0.9).search.near_miss.evidence.quote == ELSE
    assert finding(text, 0.4, 0.9).search.near_miss.evidence.quote == "The guards of the gate are paid."


def test_sure_ranker_keeps_absence_from_being_claimed():
    found = finding(ELSE, *SURE)
    assert (found.status, found.grade, found.score) == ("undetermined", "absent", None)
    assert found.reasons == (
        "No rule recognised an operative clause, but the learned ranker is sure of a passage "
        "(probability 0.93): read it; absence cannot be claimed.",
    )
    assert found.search.near_miss.why == ONLY_RANKER.format(0.93)


@pytest.mark.parametrize(("probability", "presence"), [(0.93, 0.8), (0.8, 0.93), (0.84, 0.84)])
def test_passage_and_document_must_both_be_sure(probability, presence):
    found = finding(ELSE, probability, presence)
    assert found.status == "missing"
    assert found.search.near_miss.why == ONLY_RANKER.format(probability)


@pytest.mark.parametrize("text", [ELSE, f"{ELSE}\n\ncorestrong majorstrong minorstrong.", "Supplier " + ELSE])
def test_ranker_alone_never_makes_a_clause_present(text):
    found = finding(text, 1.0, 1.0)
    assert found.status != "present"
    assert not found.evidence


def test_sure_ranker_changes_no_severity():
    assert finding(ELSE, *SURE).severity == finding_without(ELSE).severity


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(f"{GUARD} corestrong.\n\n{ELSE}", ELSE, id="recognised"),
        pytest.param(f"Customer shall guard it corestrong.\n\n{ELSE}", ELSE, id="opposed"),
        pytest.param("Customer shall guard it corestrong.", "Customer shall guard it", id="opposed-itself"),
        pytest.param(f"nsentence {GUARD} corestrong.\n\n{ELSE}", ELSE, id="dropped"),
        pytest.param(f"nsentence {GUARD} corestrong.", GUARD, id="dropped-itself"),
    ],
)
def test_where_a_rule_recognised_a_clause_the_ranker_changes_nothing(text, words):
    assert finding(text, 1.0, 1.0, words=words) == finding_without(text)


@pytest.mark.parametrize(
    ("probability", "more"),
    [
        pytest.param(0.49, {}, id="unlikely"),
        pytest.param(0.99, {"decides": False}, id="type-that-does-not-decide"),
        pytest.param(0.99, {"protection": "keeping"}, id="type-of-another-protection"),
        pytest.param(0.99, {"protection": None}, id="type-of-no-protection"),
    ],
)
def test_ranker_that_does_not_speak_of_the_clause_changes_nothing(probability, more):
    assert finding(ELSE, probability, 1.0, **more) == finding_without(ELSE)


def test_clause_that_was_deleted_stays_missing():
    text = f"1. Guarding\n\n[Intentionally omitted]\n\n2. Nights\n\n{ELSE}"
    found = finding(text, *SURE)
    assert (found.status, found.flags) == ("missing", ("deleted_by_amendment",))


def test_incorporated_clause_stays_weak():
    text = f"Section 5 (Guarding) of the Master Agreement applies.\n\n{ELSE}"
    assert finding(text, *SURE) == finding_without(text)
    assert finding(text, *SURE).status == "weak"


def test_unread_document_is_not_blamed_on_a_ranker_that_is_not_sure():
    unread = (Notice("unread", "no_text_page", "A page has no text.", 2),)
    found = finding(ELSE, 0.6, 0.9, notices=unread)
    assert found.status == "undetermined"
    assert found.reasons[0].startswith("No operative clause was found, but not everything could be read")


def test_protection_that_lies_in_an_absence_is_left_to_the_rules():
    files = {
        "guarding.yaml": GUARDING,
        "keeping.yaml": KEEPING,
        "playbooks/house.yaml": playbook_text(),
    }
    library = build_library(sources_with(files))
    document = load_text(PREAMBLE + ELSE)
    plain = check(Case(document, analysed(document, library), Standards(library, library.playbooks["house"], "msa")))[1]
    found = finding(ELSE, 1.0, 1.0, protection="keeping", library=library, number=1)
    assert found.protection == "keeping"
    assert found == plain


def doubted(text, *doubtful):
    """Returns the finding on a contract of whose clauses, in text order, some are doubtful."""
    library, document = small_library(), load_text(PREAMBLE + text)
    analysis = analysed(document, library)
    assert len(analysis.clauses) == len(doubtful)
    clauses = tuple(c.model_copy(update={"doubtful": d}) for c, d in zip(analysis.clauses, doubtful, strict=True))
    case = Case(document, replace(analysis, clauses=clauses), Standards(library, library.playbooks["house"], "msa"))
    return check(case)[0]


def test_clause_of_the_rules_alone_stays_but_is_doubtful():
    text = f"{GUARD} corestrong."
    found, plain = doubted(text, True), finding_without(text)
    assert (found.flags, found.confidence) == (("doubtful",), "low")
    assert plain.confidence == "medium"
    same = ("status", "grade", "score", "severity", "evidence", "elements", "reasons")
    assert [getattr(found, name) for name in same] == [getattr(plain, name) for name in same]


def test_one_clause_that_both_take_for_one_settles_doubts():
    text = f"2. First\n\n{GUARD} corestrong.\n\n3. Second\n\n{GUARD} corestrong."
    assert doubted(text, True, False).flags == ()
    assert doubted(text, True, True).flags == ("doubtful",)


def test_doubt_about_a_clause_of_the_other_side_is_no_doubt():
    assert doubted("Customer shall guard it corestrong.", True).flags == ("counterparty_only",)
