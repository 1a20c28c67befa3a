"""Makes the shipped rules ready; the build of the package runs it."""

from __future__ import annotations

from collections.abc import Iterable

from clausegap import _resources
from clausegap.rules.assembly import PLAYBOOKS, TYPES, RuleFiles
from clausegap.rules.clause_type import ClauseType
from clausegap.rules.library import collect_sources, library_of
from clausegap.rules.models import Protection
from clausegap.rules.playbook import PlaybookFile
from clausegap.rules.required import Required
from clausegap.rules.shared import LexiconFile, RisksFile
from clausegap.rules.shipped import LEXICON, Numbers, PlainRequired, Shared, ShippedRules, digest_of, written


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
    library = library_of(files, "supplier")  # the rules of both sides run for it
    patterns = [(compiled.pattern, compiled) for compiled in library.patterns]
    for phrase in (pattern.phrase for pattern, _ in patterns):
        if phrase is not None:
            library.compiler.told(phrase)
    numbered = _Numbered()
    known = library.compiler.known_phrases
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
        ),
        protections={name: files.model(name, Protection) for name in files.protections},
        playbooks={name: files.model(name, PlaybookFile) for name in files.below(PLAYBOOKS)},
        clause_types={name: files.model(name, ClauseType) for name in files.below(TYPES)},
        kinds=tuple(library.alphabet.kinds),
        glyphs={p.phrase: library.alphabet.translated(c.source) for p, c in patterns if p.phrase is not None},
        required=tuple(numbered.plain),
        phrases=phrases,
        expressions=expressions,
    )


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
