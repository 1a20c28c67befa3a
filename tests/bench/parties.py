"""Measures how often the customer and the supplier are resolved to the right party.

    parties.py --gold gaps/ --docs cuad/txt [--misses]

A judgement names customer and supplier with their defined terms. One counts as right where a party with
that role bears the name, or one of the terms, and no party with the other role does.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from common import contracts_in, engine_for, load_file
from rapidfuzz import fuzz

from clausegap.model.clause import Party

ROLES: Final = ("customer", "supplier")
_SAME_NAME: Final = 88.0  # of 100


def resolved(judged: Mapping[str, Mapping[str, object]], parties: Iterable[Party]) -> dict[str, bool]:
    """Returns for each role whether it went to the right party."""
    found = list(parties)
    right = {}
    for role in ROLES:
        names = [str(judged[role]["name"]), *map(str, judged[role].get("terms", ()))]
        bearers = {party.role for party in found if _is_called(party, names)}
        right[role] = bearers == {role}
    return right


def _is_called(party: Party, names: Iterable[str]) -> bool:
    own = {name.casefold() for name in (party.name, *party.terms)}
    return any(
        name.casefold() in own or fuzz.ratio(name.casefold(), party.name.casefold()) >= _SAME_NAME for name in names
    )


def results(gold: Path, docs: Path) -> Iterator[tuple[str, dict[str, bool]]]:
    """Yields each judged contract with what was resolved rightly."""
    for path in contracts_in(docs):
        judgement = gold / f"{path.stem}.json"
        if judgement.exists():
            judged = json.loads(judgement.read_text(encoding="utf-8"))
            yield path.stem, resolved(judged, engine_for().review(load_file(path)).parties)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--gold", type=Path, required=True, help="folder of judgements")
    args.add_argument("--docs", type=Path, required=True, help="folder of contracts")
    args.add_argument("--misses", action="store_true", help="also list what went wrong")
    opt = args.parse_args()
    rows = list(results(opt.gold, opt.docs))
    if not rows:
        args.error(f"no contract in {opt.docs} is judged in {opt.gold}")
    wrong = [f"{name}: {role}" for name, right in rows for role in ROLES if not right[role]]
    share = 1 - len(wrong) / (len(rows) * len(ROLES))
    print(json.dumps({"contracts": len(rows), "resolved": round(share, 4), **({"wrong": wrong} if opt.misses else {})}))


if __name__ == "__main__":
    main()
