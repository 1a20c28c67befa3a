"""What the build works out from the rules is what their files say, and is used for the same texts only."""

import json
import os
import subprocess
import sys
from typing import get_args

import pytest
from rule_factory import GUARDING, playbook_text, sources_with

from clausegap import _resources
from clausegap.errors import RulesError
from clausegap.model.terms import Side
from clausegap.rules import prepare
from clausegap.rules.assembly import RuleFiles
from clausegap.rules.glyphs import Alphabet
from clausegap.rules.library import library_of
from clausegap.rules.shipped import ShippedRules, shipped_rules, written
from clausegap.rules.sources import collect_sources
from clausegap.rules.yamlfile import RuleSource

FILES = {
    "guarding.yaml": GUARDING.replace("<ower> shall guard", "<ower> MUST guard").replace(
        "anchors:\n",
        "anchors:\n  - id: gu_a_free\n    patterns:\n"
        '      - {regex: " guard(?:s|ed) ", match: ["He guards it."], avoid: ["Nobody does."]}\n',
    ),
    "playbooks/house.yaml": playbook_text(extra='signs: [{phrase: "guard* agreement", weight: 1}]\n'),
}
SOURCES = dict(sorted(sources_with(FILES).items()))


@pytest.fixture(scope="module")
def prepared():
    return ShippedRules.model_validate_json(written(prepare.worked_out(RuleFiles(SOURCES))).partition(b"\n")[2])


@pytest.fixture
def stored(tmp_path, monkeypatch):
    """The place of the prepared file."""
    path = tmp_path / "prepared.json"
    monkeypatch.setattr(_resources, "prepared_rules", lambda: path)
    return path


def facts_of(library):
    """Returns what a review uses of a library, as plain values."""
    return {
        "models": (library.protections, library.generic, library.roles, library.notices, library.risks),
        "playbooks": (library.playbooks, library.clause_types),
        "patterns": [(p.protection, p.kind, p.key, p.source, p.required) for p in library.patterns],
        "signs": (library.headings, library.keywords, library.type_signs, library.role_signs),
        "fingerprint": library.fingerprint,
    }


def test_the_library_is_the_same(prepared):
    assert facts_of(library_of(RuleFiles(SOURCES, prepared))) == facts_of(library_of(RuleFiles(SOURCES)))


@pytest.fixture(scope="module")
def shipped():
    """What is worked out from the shipped files, and for each side its library without it and with it."""
    sources, plain = dict(sorted(collect_sources().items())), {}

    def kept(files, side):
        return plain.setdefault(side, library_of(files, side))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepare, "library_of", kept)  # which takes seconds: those that it makes are looked at here
        text = written(prepare.worked_out(RuleFiles(sources))).partition(b"\n")[2]
    known = ShippedRules.model_validate_json(text)
    return known, {side: (plain[side], library_of(RuleFiles(sources, known), side)) for side in get_args(Side)}


@pytest.mark.parametrize("side", get_args(Side))
def test_the_shipped_library_is_the_same(side, shipped):
    plain, ready = shipped[1][side]
    assert facts_of(ready) == facts_of(plain)


@pytest.mark.parametrize("side", get_args(Side))
def test_the_shipped_alphabet_spells_the_phrases_of_each_side(side, shipped):
    known, libraries = shipped
    alphabet = Alphabet(known.kinds)
    phrases = [p.source for p in libraries[side][1].patterns if p.pattern.phrase is not None]
    assert all(map(alphabet.translated, phrases))


def test_nothing_is_read_again_where_the_texts_are_the_same(prepared, monkeypatch):
    def refuse(*_):
        raise AssertionError("a file was parsed")

    monkeypatch.setattr("clausegap.rules.assembly.parse_model", refuse)
    monkeypatch.setattr("clausegap.rules.phrase.parse", refuse)
    assert library_of(RuleFiles(SOURCES, prepared)).patterns


def test_another_text_of_a_file_is_read(prepared):
    changed = RuleSource("own/guarding.yaml", SOURCES["guarding.yaml"].text.replace("title: Guarding", "title: Watch"))
    library = library_of(RuleFiles({**SOURCES, "guarding.yaml": changed}, prepared))
    assert [protection.title for protection in library.protections] == ["Watch"]


def test_a_mistake_in_a_further_file_is_named(prepared):
    broken = RuleSource(
        "own/keeping.yaml", GUARDING.replace("gu_", "ke_").replace("id: guarding", "id: keeping") + "x: 1"
    )
    with pytest.raises(RulesError, match=r"own/keeping\.yaml:\d+: x: unknown key"):
        library_of(RuleFiles({**SOURCES, "keeping.yaml": broken}, prepared))


def test_another_lexicon_gives_its_phrases_other_expressions(prepared):
    other = RuleSource("lexicon.yaml", SOURCES["lexicon.yaml"].text.replace("[shall, must", "[ought, must"))
    files = RuleFiles(dict(sorted({**SOURCES, "lexicon.yaml": other}.items())), prepared)
    library = library_of(files)
    assert facts_of(library) == facts_of(library_of(RuleFiles(files.sources)))
    assert any("ought" in pattern.source for pattern in library.patterns)


def test_it_is_read_from_its_file(prepared, stored):
    stored.write_bytes(written(prepared))
    assert shipped_rules() == prepared


def test_without_a_file_nothing_is_known(stored):
    assert shipped_rules() is None


def test_what_other_code_worked_out_is_passed_over(prepared, stored):
    stored.write_bytes(b"0" * 64 + b"\n" + written(prepared).partition(b"\n")[2])
    assert shipped_rules() is None


@pytest.mark.parametrize(
    "harm", [lambda text: text[: len(text) // 2], lambda text: text.replace("gu_a_guard", "GU", 1)]
)
def test_a_damaged_file_is_passed_over(prepared, stored, harm):
    stored.write_text(harm(written(prepared).decode()), encoding="utf-8")
    assert shipped_rules() is None


def test_every_build_gives_the_same_bytes():
    script = "\n".join(
        (
            "import json, sys, hashlib",
            "from clausegap.rules.assembly import RuleFiles",
            "from clausegap.rules.prepare import worked_out",
            "from clausegap.rules.shipped import written",
            "from clausegap.rules.yamlfile import RuleSource",
            "files = {name: RuleSource(name, text) for name, text in json.load(sys.stdin).items()}",
            "print(hashlib.sha256(written(worked_out(RuleFiles(files)))).hexdigest())",
        )
    )
    texts = json.dumps({name: source.text for name, source in SOURCES.items()})
    prints = {
        subprocess.run(
            [sys.executable, "-c", script], input=texts, capture_output=True, text=True, check=True, env=seed
        ).stdout
        for seed in ({**os.environ, "PYTHONHASHSEED": number} for number in ("1", "2"))
    }
    assert len(prints) == 1
