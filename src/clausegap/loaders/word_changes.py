"""The views of a Word file with tracked changes (ECMA-376 part 1, 17.13.5).

A view says which changes are left out: those that delete when all are taken as accepted, those that
insert when all are taken as rejected. The same holds of words, paragraph marks, rows and cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.base import Change
from clausegap.loaders.word_xml import child
from clausegap.model.document import RevisionKind
from clausegap.model.reading import ChangesView

CELL_INSERTED: Final = names.MAIN + "cellIns"
CELL_DELETED: Final = names.MAIN + "cellDel"

_AUTHOR: Final = names.MAIN + "author"
_DATE: Final = names.MAIN + "date"
_KINDS: Final = MappingProxyType[str, RevisionKind](
    {
        names.INSERTED: "insertion",
        names.DELETED: "deletion",
        names.MOVED_FROM: "move_from",
        names.MOVED_TO: "move_to",
        CELL_INSERTED: "insertion",
        CELL_DELETED: "deletion",
    }
)
CHANGES: Final = (names.INSERTED, names.DELETED, names.MOVED_FROM, names.MOVED_TO)
_TAKEN_AWAY: Final = (names.DELETED, names.MOVED_FROM, CELL_DELETED)
_PUT_THERE: Final = (names.INSERTED, names.MOVED_TO, CELL_INSERTED)


@dataclass(frozen=True, slots=True)
class View:
    """What of a file with tracked changes is left out.

    Attributes:
        name: Its name.
        absent: Tags of the changes whose words are left out.
    """

    name: ChangesView
    absent: tuple[str, ...]

    @property
    def is_former(self) -> bool:
        """Whether properties are read as they were before tracked changes of format."""
        return self.name == "original"

    def gone(self, properties: etree._Element | None) -> Change | None:
        """Returns the change that takes a row, a cell or a paragraph mark out of the view, from its properties."""
        found = child(properties, *self.absent) if self.absent else None
        return None if found is None else change_of(found)


VIEWS: Final = MappingProxyType[ChangesView, View](
    {
        "accepted": View("accepted", _TAKEN_AWAY),
        "original": View("original", _PUT_THERE),
        "both": View("both", ()),
    }
)


def change_of(element: etree._Element) -> Change:
    """Returns the change that an element of one of the tags for changes stands for."""
    return Change(_KINDS[element.tag], element.get(_AUTHOR) or None, element.get(_DATE) or None)


def takes_away(change: Change | None) -> bool:
    """Whether a change deletes or moves away, so that its words stand in ``delText``."""
    return change is not None and change.kind in ("deletion", "move_from")
