"""How a contract is built: what must be known of it to say where in it a clause would belong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clausegap.model.analysis import Analysis, Zone
from clausegap.model.section import Section


@dataclass(frozen=True, slots=True)
class Frame:
    """The sections and zones of a contract.

    Attributes:
        sections: In text order; the first covers the text before any heading.
        families: For each protection the indexes of the sections under one of its headings.
        zones: Start, end and zone of each sentence or list item, in text order.
    """

    sections: tuple[Section, ...]
    families: Mapping[str, frozenset[int]]
    zones: tuple[tuple[int, int, Zone], ...]


def frame_of(analysis: Analysis) -> Frame:
    """Returns the frame of a contract from what was found in it."""
    zones = tuple((unit.start, unit.end, unit.zone) for unit in analysis.units)
    return Frame(analysis.sections, analysis.families, zones)
