from __future__ import annotations

from clausegap.deals.rankings import joined_ranking, moved_ranking
from clausegap.model.evidence import Location
from clausegap.model.ranking import RankedPassage, RankedType, Ranking


def _ranking(presence, *starts, name="audit_rights"):
    passages = tuple(
        RankedPassage(id=f"{name}:{n}", start=start, end=start + 5, location=Location(), quote="words", probability=0.7)
        for n, start in enumerate(starts, start=1)
    )
    one = RankedType(id=name, title="Audit rights", protection=name, decides=True, presence=presence, passages=passages)
    return Ranking(version="1", fingerprints=("ab" * 32,), types=(one,))


def test_passages_move_with_their_document():
    (moved,) = moved_ranking(_ranking(0.9, 10), 100).types
    assert [(p.start, p.end) for p in moved.passages] == [(110, 115)]


def test_a_deal_has_the_passages_of_all_documents_under_new_numbers():
    joined = joined_ranking([_ranking(0.2, 10), moved_ranking(_ranking(0.9, 3), 50)])
    (one,) = joined.types
    assert [(p.id, p.start) for p in one.passages] == [("audit_rights:1", 10), ("audit_rights:2", 53)]
    assert one.presence == 0.9
    assert joined.fingerprints == ("ab" * 32,)


def test_types_of_any_document_are_kept_by_id():
    joined = joined_ranking([_ranking(0.2, name="insurance"), _ranking(0.2, name="audit_rights")])
    assert [one.id for one in joined.types] == ["audit_rights", "insurance"]


def test_without_weights_there_is_no_ranking():
    assert joined_ranking([]) is None
