"""The shipped rules made ready when the package is built, so that loading them takes a tenth of the time.

Reading YAML and working out expressions and required words from phrases takes seconds; reading the results from one
JSON file does not. Each result is taken only for the very text that it was made from: a model for its rule file, an
expression for its phrase under the same lexicon. So further rules may be mixed in, and only what they change is
worked out anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ValidationError

from clausegap import _resources
from clausegap.rules.base import RuleModel
from clausegap.rules.clause_type import ClauseType
from clausegap.rules.compiler import Told
from clausegap.rules.duties import DutiesFile
from clausegap.rules.glyphs import Alphabet, Kind
from clausegap.rules.models import Protection
from clausegap.rules.playbook import PlaybookFile
from clausegap.rules.required import Required
from clausegap.rules.shared import Generic, LexiconFile, NoticesFile, RisksFile, RolesFile
from clausegap.rules.yamlfile import Model, RuleSource

LEXICON: Final = "lexicon.yaml"
_CODE: Final = Path(__file__).resolve().parent
_Words = tuple[str, ...]
Numbers = tuple[int, ...]
# Words, prefixes, parts, and options; these by the numbers of earlier requirements.
PlainRequired = tuple[_Words, _Words, _Words, tuple[Numbers, ...]]


class Shared(RuleModel):
    """The rule files that there is one of each."""

    lexicon: LexiconFile
    generic: Generic
    roles: RolesFile
    notices: NoticesFile
    risks: RisksFile
    duties: DutiesFile


class ShippedRules(RuleModel):
    """What was worked out from rule files.

    Attributes:
        digests: SHA-256 of the text of each file.
        shared: By the name of the file without its suffix.
        protections: By the name of the file.
        playbooks: The same, as they are written.
        clause_types: The same.
        kinds: Of tokens, as an alphabet has them.
        glyphs: Expression over glyphs by the phrase of a pattern.
        required: What phrases and expressions require, each once.
        phrases: Expression, numbers of the requirements and most tokens by phrase.
        expressions: Numbers of the requirements by regular expression.
    """

    digests: dict[str, str]
    shared: Shared
    protections: dict[str, Protection]
    playbooks: dict[str, PlaybookFile]
    clause_types: dict[str, ClauseType]
    kinds: tuple[Kind, ...]
    glyphs: dict[str, str]
    required: tuple[PlainRequired, ...]
    phrases: dict[str, tuple[str, Numbers, int]]
    expressions: dict[str, Numbers]

    def model(self, name: str, source: RuleSource, kind: type[Model]) -> Model | None:
        """Returns the content of a rule file, or None if it has another text."""
        if self.digests.get(name) != digest_of(source):
            return None
        found = self._models[name]
        assert isinstance(found, kind)
        return found

    def is_of(self, sources: Mapping[str, RuleSource]) -> bool:
        """Whether all was worked out from these very files."""
        return self.digests == {name: digest_of(source) for name, source in sources.items()}

    def alphabet(self) -> Alphabet:
        """Returns the alphabet of the phrases of all these files."""
        return Alphabet(self.kinds, {self.phrases[text][0]: glyphs for text, glyphs in self.glyphs.items()})

    def known_phrases(self, lexicon: RuleSource) -> dict[str, Told]:
        """Returns what is known of phrases under a lexicon: all or nothing."""
        if self.digests[LEXICON] != digest_of(lexicon):
            return {}
        return {text: Told(source, self._numbered(row), most) for text, (source, row, most) in self.phrases.items()}

    def known_expressions(self) -> dict[str, Told]:
        """Returns what is known of regular expressions."""
        return {text: Told(text, self._numbered(row)) for text, row in self.expressions.items()}

    def _numbered(self, numbers: Numbers) -> tuple[Required, ...]:
        return tuple(map(self._requirements.__getitem__, numbers))

    @cached_property
    def _requirements(self) -> Sequence[Required]:
        found: list[Required] = []
        for words, prefixes, parts, options in self.required:
            rows = tuple(tuple(map(found.__getitem__, row)) for row in options)
            found.append(Required(frozenset(words), frozenset(prefixes), rows, frozenset(parts)))
        return found

    @cached_property
    def _models(self) -> Mapping[str, BaseModel]:
        shared = {f"{name}.yaml": model for name, model in self.shared}
        return {**shared, **self.protections, **self.playbooks, **self.clause_types}


def shipped_rules() -> ShippedRules | None:
    """Returns what was worked out from the shipped rules by this code; None if that was not done, or by other code."""
    path = _resources.prepared_rules()
    if not path.is_file():
        return None
    code, _, content = path.read_bytes().partition(b"\n")
    if code != _code_digest().encode():
        return None
    try:
        return ShippedRules.model_validate_json(content)
    except ValidationError:  # a damaged file is as good as none: all of it can be worked out again
        return None


def written(rules: ShippedRules) -> bytes:
    """Returns the content of the file that ``shipped_rules`` reads."""
    return f"{_code_digest()}\n{rules.model_dump_json(exclude_defaults=True)}\n".encode()


def digest_of(source: RuleSource) -> str:
    """Returns the SHA-256 of a rule file's text."""
    return hashlib.sha256(source.text.encode()).hexdigest()


def _code_digest() -> str:
    """Returns the SHA-256 of the modules that work out what is stored."""
    digest = hashlib.sha256()
    for path in sorted(_CODE.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
