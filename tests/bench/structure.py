"""Measures what can be checked of sections and references without labels, on folders of contracts.

- contents: entries of a table of contents whose number and title come again as a section of the body;
- sequence: numbers that do not follow the one before (9.1, 9.2, 9.4), within one exhibit or the body;
- references: pointers to sections, list items, exhibits and schedules that lead somewhere, without
  those into other agreements and statutes;
- same: contracts in several formats (--same, folders of files with equal names) whose numbers agree.

Prints one JSON object; --list adds each miss.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from common import contracts_in

from clausegap.extraction import extract
from clausegap.model.extract import Extract, ExtractSection, Resolution
from clausegap.numbering import number_at_start

_PAGE = re.compile(r"[\s.…_]*(?:\.{2,}|…|\t|\s{2,}|\s)\s*[-–]?\s*(?:\d{1,3}|[ivxlc]{1,6})?\s*[-–]?\s*$")
_ENTRY_END = re.compile(
    r"(?<=[.…\s])\d{1,3}\s+(?=(?:\d{1,2}\.|ARTICLE|Article|SECTION|Section|EXHIBIT|Exhibit|SCHEDULE|Schedule)\s?)"
)
_NAME = re.compile(r"(?i)^(?:article|section|clause|part)\s*|[.:)(\s]+$")
_MENTION = re.compile(r"(?im)^[\s*_]*(?:table of )?contents\b")


def bare(text: str | None) -> str:
    """Returns the letters and digits of a title in lower case."""
    return re.sub(r"[\W_]+", "", text or "").casefold()


def key(number: str | None) -> str:
    """Returns a number without its name and points."""
    return bare(_NAME.sub("", (number or "").strip()))


def entries(found: Extract) -> Iterator[tuple[str, str]]:
    """Yields number and title of each entry of the tables of contents."""
    for block in found.blocks:
        if block.zone != "toc":
            continue
        for line in found.text[block.start : block.end].splitlines():
            for piece in _ENTRY_END.split(line):
                shown = _PAGE.sub("", piece).strip()
                number = number_at_start(shown) or ""
                title = shown[len(number) :].strip(" \t.:-–—")
                # A list of exhibits names those that are not in the file too.
                if re.match(r"(?i)schedule|exhibit|annex|appendix|attachment|addendum", number):
                    continue
                if bare(title) and bare(title) not in ("tableofcontents", "contents", "page", "pageno"):
                    yield number.strip(), title


def in_body(number: str, title: str, sections: Iterable[ExtractSection]) -> bool:
    """Whether an entry is a section: same number, if it has one, and same title."""
    for section in sections:
        same = bare(section.heading) == bare(title) or key(section.number) + bare(section.heading) == key(
            number
        ) + bare(title)
        if same and (not number or key(section.number) == key(number)):
            return True
    return False


def breaks(found: Extract) -> Iterator[str]:
    """Yields the numbers that neither begin a count nor follow the one before them, with that one."""
    last: dict[str, int] = {}
    before = ""
    for section in found.sections:
        if section.kind == "part":
            last.clear()
        shown = re.sub(r"(?i)^(?:section|clause)\s*|\.0$", "", section.number or "")
        if not re.fullmatch(r"\d{1,3}(?:\.\d{1,3})*", shown):
            continue
        *above, number = (int(part) for part in shown.split("."))
        prefix = ".".join(map(str, above))
        if number > 1 and number != last.get(prefix, 0) + 1:
            yield f"{before or 'begin'} > {shown}"
        last[prefix] = number
        for inner in [name for name in last if name == shown or name.startswith(f"{shown}.")]:
            del last[inner]
        before = shown


def measure(path: Path, *, listed: bool) -> dict[str, object]:
    """Returns the counts of one contract."""
    found = extract(path)
    wanted = list(entries(found))
    missed = [" ".join(pair) for pair in wanted if not in_body(*pair, found.sections)]
    broken = list(breaks(found))
    targets = [(r, t) for r in found.references for t in r.targets]
    counts = dict.fromkeys(get_args(Resolution), 0)
    for _, target in targets:
        counts[target.resolution] += 1
    row: dict[str, object] = {
        "sections": len(found.sections),
        "entries": len(wanted),
        "entries_missed": len(missed),
        "contents_named": _MENTION.search(found.text) is not None,
        "breaks": len(broken),
        **counts,
    }
    if listed:
        row["missed"] = missed
        row["broken"] = broken
        row["lost"] = [
            f"{t.resolution}: {t.number} @{r.start}: {' '.join(found.text[max(r.start - 60, 0) : r.end + 70].split())}"
            for r, t in targets
            if t.resolution in ("not_resolved", "section_only")
        ]
    return row


def numbers(path: Path) -> list[str]:
    """Returns the numbers of all sections in text order."""
    return [section.number for section in extract(path).sections if section.number]


def agreement(folders: list[Path]) -> dict[str, object]:
    """Returns for how many contracts the section numbers are the same in all folders, and where not."""
    stems = sorted(set.intersection(*({path.stem for path in contracts_in(folder)} for folder in folders)))
    differing = {}
    for stem in stems:
        lists = [numbers(next(p for p in contracts_in(folder) if p.stem == stem)) for folder in folders]
        if any(one != lists[0] for one in lists):
            differing[stem] = [sorted(set(one) ^ set(lists[0])) or len(one) for one in lists]
    return {"contracts": len(stems), "same": len(stems) - len(differing), "differing": differing}


def total(rows: dict[str, dict]) -> dict[str, object]:
    """Returns the shares over all contracts."""

    def add(name: str) -> int:
        return sum(int(row[name]) for row in rows.values())

    inside = add("resolved") + add("section_only") + add("not_resolved")
    entry_count = add("entries")
    lost = sorted(name for name, row in rows.items() if row["contents_named"] and row["entries"] < 3)
    return {
        "contracts": len(rows),
        "with_contents": sum(row["entries"] > 2 for row in rows.values()),
        "contents_named_not_found": lost,
        "contents_found": 1 - add("entries_missed") / entry_count if entry_count else None,
        "entries": entry_count,
        "sections": add("sections"),
        "breaks": add("breaks"),
        "references": inside,
        "references_resolved": add("resolved") / inside if inside else None,
        "references_section_only": add("section_only") / inside if inside else None,
        "references_elsewhere": add("elsewhere"),
        "references_not_attached": add("not_attached"),
    }  # fmt: skip


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--docs", type=Path, nargs="*", default=[], help="folders of contracts")
    args.add_argument(
        "--same", type=Path, nargs="*", default=[], help="folders with the same contracts in other formats"
    )
    args.add_argument("--list", action="store_true", help="list each miss")
    opt = args.parse_args()
    result: dict[str, object] = {}
    for folder in opt.docs:
        rows = {path.stem: measure(path, listed=opt.list) for path in contracts_in(folder)}
        result[f"{folder.parent.name}/{folder.name}"] = {
            "total": total(rows),
            **({"contracts": rows} if opt.list else {}),
        }
    if opt.same:
        result["same"] = agreement(opt.same)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
