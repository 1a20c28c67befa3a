"""Loads thousands of damaged files, each under a limit of time and memory, and counts what becomes of them.

Takes the smallest contracts of some folders, damages them (``mutations.py``) and gives each to ``load`` in a child
process that is killed after --seconds or over --memory. With --review a share of what could be loaded is reviewed too.
Whatever is not an ``InputError`` is foreign, and so are a death of the process and a hang. Prints one JSON object:

    files      damaged files tried, and how many of them by suffix
    outcomes   "document", or the code of the error, with their numbers
    reviewed   documents that were reviewed as well
    foreign    a row for each foreign exception, death or hang: the number of the file and what it came to

``--only NUMBER`` repeats one file of a run with the same folders and --seed; ``--keep DIR`` saves the offending ones.
POSIX only: the children are forked.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Final

from common import engine_for
from mutations import mutate

from clausegap import InputError, load

_SUFFIXES: Final = (".pdf", ".docx", ".docm", ".txt", ".md", ".html", ".htm", ".eml", ".rtf", ".odt")
# Word's XML has the most ways to be wrong, text the fewest; other formats share the rest.
_WEIGHTS: Final = {".docx": 5.0, ".pdf": 4.0}
_PER_CHILD: Final = 250


@dataclass(frozen=True)
class Run:
    """What is tried.

    Attributes:
        seeds: Sound files by suffix.
        seed: Names the run; the same folders and seed give the same damaged files.
        seconds: Most seconds for one file.
        memory: Most MiB for one file, beyond what the process has at its start.
        review: Every how manyth file is reviewed as well; 0 for none.
    """

    seeds: dict[str, tuple[Path, ...]]
    seed: str
    seconds: float
    memory: int
    review: int

    def make(self, number: int) -> tuple[str, bytes]:
        """Returns the name and the bytes of one damaged file."""
        rng = Random(f"{self.seed}:{number}")
        suffix = self._suffix(rng)
        path, other = rng.choice(self.seeds[suffix]), rng.choice(self.seeds[suffix])
        return f"{number}{suffix}", mutate(_content(path), _content(other), suffix, rng)

    def suffix(self, number: int) -> str:
        """Returns the suffix of one damaged file, without making it."""
        return self._suffix(Random(f"{self.seed}:{number}"))

    def _suffix(self, rng: Random) -> str:
        suffixes = sorted(self.seeds)
        return rng.choices(suffixes, [_WEIGHTS.get(one, 1 / len(suffixes)) for one in suffixes])[0]


@lru_cache(maxsize=64)
def _content(path: Path) -> bytes:
    return path.read_bytes()


def sound_files(folders: Sequence[Path], each: int) -> dict[str, tuple[Path, ...]]:
    """Returns the smallest files of each suffix that stand in some folders."""
    found: dict[str, list[Path]] = {}
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in _SUFFIXES and path.stat().st_size:
                found.setdefault(path.suffix.lower(), []).append(path)
    return {
        suffix: tuple(sorted(paths, key=lambda path: (path.stat().st_size, path.name))[:each])
        for suffix, paths in found.items()
    }


def try_one(run: Run, number: int) -> tuple[str, str]:
    """Returns what one file came to: its outcome, and the last lines of a foreign exception."""
    name, data = run.make(number)
    reviews = bool(run.review) and number % run.review == 0
    try:
        document = load(data, name=name)
        if reviews:
            engine_for().review(document)
    except InputError as error:
        return error.code, ""
    except MemoryError:
        return "memory", ""
    except Exception as error:  # noqa: BLE001  the whole point is to see what else comes
        frames = traceback.extract_tb(error.__traceback__)[-3:]
        places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
        return "foreign", f"{type(error).__name__}: {str(error)[:120]} ({places})"
    return "reviewed" if reviews else "document", ""


def _serve(run: Run, numbers: range, connection: Connection) -> None:
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + run.memory * 1024**2, resource.RLIM_INFINITY))
    for number in numbers:
        connection.send((number, *try_one(run, number)))


def outcomes(run: Run, numbers: range) -> Iterator[tuple[int, str, str]]:
    """Yields the number, the outcome and the details of each file."""
    context = multiprocessing.get_context("fork")
    at = numbers.start
    while at < numbers.stop:
        ours, theirs = context.Pipe(duplex=False)
        share = range(at, min(at + _PER_CHILD, numbers.stop))
        child = context.Process(target=_serve, args=(run, share, theirs), daemon=True)
        child.start()
        theirs.close()
        try:
            while at < share.stop:
                if not ours.poll(run.seconds):
                    yield at, "hang", f"longer than {run.seconds:g} s"
                    at += 1
                    break
                yield ours.recv()
                at += 1
        except EOFError:
            child.join()
            code = child.exitcode or 0
            yield at, "died", signal.Signals(-code).name if code < 0 else f"exit code {code}"
            at += 1
        finally:
            child.kill()
            child.join()
            ours.close()


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--files", type=Path, nargs="+", required=True, help="folders of sound files")
    args.add_argument("--count", type=int, default=200, help="damaged files to try")
    args.add_argument("--each", type=int, default=8, help="sound files of each suffix, the smallest")
    args.add_argument("--seed", default="1", help="names the run")
    args.add_argument("--first", type=int, default=0, help="number of the first file")
    args.add_argument("--seconds", type=float, default=20.0, help="most seconds for one file")
    args.add_argument("--memory", type=int, default=1024, help="most MiB for one file")
    args.add_argument("--review", type=int, default=0, metavar="N", help="review every Nth file as well")
    args.add_argument("--only", type=int, default=None, metavar="NUMBER", help="write one damaged file and load it")
    args.add_argument("--keep", type=Path, default=None, metavar="DIR", help="folder for offending files")
    opt = args.parse_args()
    run = Run(sound_files(opt.files, opt.each), opt.seed, opt.seconds, opt.memory, opt.review)
    if not run.seeds:
        args.error("no file of a known suffix in these folders")
    numbers = range(opt.first, opt.first + opt.count) if opt.only is None else range(opt.only, opt.only + 1)
    if run.review:
        engine_for().candidates  # noqa: B018  built before the children are forked
    begun = time.perf_counter()
    counts: Counter[str] = Counter()
    offences = []
    for number, outcome, detail in outcomes(run, numbers):
        counts[outcome] += 1
        if outcome in ("foreign", "hang", "died"):
            name, data = run.make(number)
            offences.append({"number": number, "name": name, "outcome": outcome, "detail": detail})
            sys.stderr.write(f"{json.dumps(offences[-1])}\n")
            if opt.keep is not None:
                opt.keep.mkdir(parents=True, exist_ok=True)
                (opt.keep / name).write_bytes(data)
    suffixes = Counter(run.suffix(number) for number in numbers)
    print(
        json.dumps(
            {
                "files": len(numbers),
                "suffixes": dict(suffixes),
                "seconds": round(time.perf_counter() - begun, 1),
                "outcomes": dict(sorted(counts.items())),
                "reviewed": counts["reviewed"],
                "foreign": offences,
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
