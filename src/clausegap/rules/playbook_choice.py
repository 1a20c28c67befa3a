"""The playbook that a user asks for, by its name or by the path of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from clausegap._nearest import unknown_name
from clausegap.errors import UsageError
from clausegap.rules.library import RuleLibrary
from clausegap.rules.playbook import Playbook, PlaybookFile, put_together
from clausegap.rules.playbook_references import check_playbook
from clausegap.rules.yamlfile import RuleSource, parse_model, read_source

_SUFFIXES: Final = (".yaml", ".yml", ".json")


def playbook_named(name: str, library: RuleLibrary) -> Playbook:
    """Returns a playbook by its name or by the path of its file.

    Raises:
        UsageError: There is neither.
        RulesError: The file has a mistake.
    """
    if name in library.playbooks:
        return library.playbooks[name]
    if Path(name).is_file():
        return playbook_in(read_source(Path(name)), library)
    if name.endswith(_SUFFIXES):
        raise UsageError(f"{name}: no such playbook file; check the path")
    raise unknown_name("playbook", name, library.playbooks)


def playbook_in(source: RuleSource, library: RuleLibrary) -> Playbook:
    """Returns the playbook of a file, laid over the one it extends.

    Raises:
        RulesError: The file has a mistake, or names what does not exist.
    """
    written = parse_model(source, PlaybookFile)
    playbook = put_together(written, source, library.playbooks.get)
    check_playbook(playbook, written, source, library.everything, library.generic, library.compiler.told)
    return playbook


def playbook_of_side(name: str, library: RuleLibrary) -> Playbook:
    """Returns a playbook as ``playbook_named`` does, for the party that is advised.

    Raises:
        UsageError: There is none, or it is written for the other party.
        RulesError: The file has a mistake.
    """
    playbook = playbook_named(name, library)
    if playbook.side != library.side:
        own = library.playbook_for(playbook.contract_type).id
        raise UsageError(
            f"playbook {playbook.id!r} is written for the {playbook.side}, and the {library.side} is advised; "
            f"take {own!r}, or one that extends it"
        )
    return playbook
