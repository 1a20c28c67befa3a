import pytest

from clausegap.annotate.notes import Note
from clausegap.annotate.passages import passages

TEXT = "The Supplier shall keep all papers of the Customer secret for ever."


def note(start, end, protection="a", **more):
    more = {"status": "weak", "severity": "high", "body": f"On {protection}.", **more}
    return Note(protection, protection.upper(), start=start, end=end, **more)


def test_notes_on_the_same_words_are_one_passage_the_gravest_first():
    (found,) = passages([note(4, 12, "a", severity="low"), note(3, 13, "b")], TEXT)
    assert (found.start, found.end) == (4, 12)
    assert found.body == "On b.\n\nOn a."
    assert found.title == "B; A"
    assert found.name == "b+a:4-12"


def test_longer_passages_come_first_so_that_shorter_ones_lie_on_top():
    found = passages([note(4, 12, "a"), note(0, 30, "b"), note(4, 20, "c")], TEXT)
    assert [(p.start, p.end) for p in found] == [(0, 30), (4, 20), (4, 12)]
    assert not any(p.others for p in found)


def test_passage_under_others_is_told_by_the_one_over_its_first_words():
    by_title = {p.title: p for p in passages([note(4, 12, "left"), note(4, 22, "under"), note(13, 22, "right")], TEXT)}
    assert by_title["UNDER"].body == "On under."
    assert by_title["LEFT"].body == "On left.\n\nOn under."
    assert by_title["RIGHT"].body == "On right."


def test_passages_under_others_that_lie_under_others_are_told_on_top_of_all():
    spans = {"left": (4, 12), "right": (13, 23), "under": (4, 23), "more": (24, 27), "deepest": (4, 27)}
    found = {p.title: p for p in passages([note(*span, name) for name, span in spans.items()], TEXT)}
    assert found["LEFT"].body == "On left.\n\nOn deepest.\n\nOn under."


def test_passage_that_shows_between_others_is_told_by_itself_alone():
    found = passages([note(4, 12, "left"), note(4, 30, "under"), note(19, 30, "right")], TEXT)
    assert not any(p.others for p in found)


@pytest.mark.parametrize(
    ("statuses", "shade"),
    [(("present", "weak"), "weak"), (("weak", "undetermined"), "undetermined"), (("present", "missing"), "missing")],
)
def test_worst_status_gives_the_shade(statuses, shade):
    (found,) = passages([note(0, 3, str(index), status=status) for index, status in enumerate(statuses)], TEXT)
    assert found.shade == shade


def test_note_on_the_whole_contract_has_a_shade_of_its_own():
    (found,) = passages([note(0, 3, "", kind="summary", status="present")], TEXT)
    assert found.shade == "summary"
    (both,) = passages([note(0, 3, "", kind="summary", status="present"), note(0, 3, "a")], TEXT)
    assert both.shade == "weak"


def test_same_words_said_twice_are_said_once():
    (found,) = passages([note(0, 3, body="Same."), note(0, 3, body="Same.")], TEXT)
    assert found.body == "Same."
