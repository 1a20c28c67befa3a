"""Makes the shipped rules ready; the build of the package runs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from clausegap import _resources
from clausegap.model.terms import Side
from clausegap.rules.assembly import DUTIES, PLAYBOOKS, TYPES, RuleFiles
from clausegap.rules.clause_type import ClauseType
from clausegap.rules.compiler import Told
from clausegap.rules.duties import DutiesFile
from clausegap.rules.glyphs import Alphabet
from clausegap.rules.library import RuleLibrary, library_of
from clausegap.rules.models import Protection
from clausegap.rules.playbook import PlaybookFile
from clausegap.rules.required import Required
from clausegap.rules.shared import LexiconFile, RisksFile
from clausegap.rules.shipped import LEXICON, Numbers, PlainRequired, Shared, ShippedRules, digest_of, written
from clausegap.rules.sources import collect_sources


def prepare() -> None:
    """Writes what is worked out from the shipped rules beside the code.

    Raises:
        RulesError: A rule file has a mistake.
        OSError: The file cannot be written.
    """
    place = _resources.prepared_rules()
    part = place.with_name(f"{place.name}.part")
    part.write_bytes(written(worked_out(RuleFiles(dict(sorted(collect_sources().items()))))))
    part.replace(place)


def worked_out(files: RuleFiles) -> ShippedRules:
    """Returns what is worked out from rule files.

    Raises:
        RulesError: A rule file has a mistake.
    """
    libraries = [library_of(files, side) for side in get_args(Side)]
    library = libraries[0]
    patterns = [(compiled.pattern, compiled) for one in libraries for compiled in one.patterns]
    alphabet = Alphabet.of(compiled.source for pattern, compiled in patterns if pattern.phrase is not None)
    known = _told(libraries)
    numbered = _Numbered()
    phrases = {text: (told.source, numbered.row(told.required), told.most) for text, told in known.items()}
    expressions = {p.regex: numbered.row(c.required) for p, c in patterns if p.regex is not None}
    return ShippedRules(
        digests={name: digest_of(source) for name, source in files.sources.items()},
        shared=Shared(
            lexicon=files.model(LEXICON, LexiconFile),
            generic=library.generic,
            roles=library.roles,
            notices=library.notices,
            risks=files.model("risks.yaml", RisksFile),
            duties=files.model(DUTIES, DutiesFile),
        ),
        protections={name: files.model(name, Protection) for name in files.protections},
        playbooks={name: files.model(name, PlaybookFile) for name in files.below(PLAYBOOKS)},
        clause_types={name: files.model(name, ClauseType) for name in files.below(TYPES)},
        kinds=tuple(alphabet.kinds),
        glyphs={p.phrase: alphabet.translated(c.source) for p, c in patterns if p.phrase is not None},
        required=tuple(numbered.plain),
        phrases=phrases,
        expressions=expressions,
    )


def _told(libraries: Sequence[RuleLibrary]) -> dict[str, Told]:
    """Returns what is told of each phrase in the rules of any side."""
    found: dict[str, Told] = {}
    for library in libraries:
        for compiled in library.patterns:
            if compiled.pattern.phrase is not None:
                library.compiler.told(compiled.pattern.phrase)
        found |= library.compiler.known_phrases
    return found


class _Numbered:
    """Requirements by numbers, each once.

    Attributes:
        plain: As they are written, in the order of their numbers.
    """

    def __init__(self) -> None:
        self.plain: list[PlainRequired] = []
        self._numbers: dict[Required, int] = {}

    def row(self, required: Iterable[Required]) -> Numbers:
        """Returns the numbers of some requirements."""
        return tuple(map(self._number, required))

    def _number(self, one: Required) -> int:
        if one not in self._numbers:
            options = tuple(map(self.row, one.options))
            self._numbers[one] = len(self.plain)
            texts = (tuple(sorted(one.words)), tuple(sorted(one.prefixes)), tuple(sorted(one.parts)))
            self.plain.append((*texts, options))
        return self._numbers[one]


if __name__ == "__main__":
    prepare()
