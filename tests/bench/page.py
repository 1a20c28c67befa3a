"""Measures the HTML report: its size against the contract's text, how soon it answers, and axe-core's violations.

Prints one JSON object. The folder holds contracts, as texts or files.

    size         bytes of the page against bytes of the contract's text: median and greatest by size of the text,
                 and for one contract of --pages pages (3,000 characters each), joined from those of the folder
    interactive  seconds from the beginning of navigation to the first click that the page has acted on (a link in a
                 finding lights up its passage), for the long contract: median and greatest of --rounds; and the CPU
                 seconds of the page's main thread until it is loaded, which a busy machine does not change: median
    axe          violations in the pages of --axe contracts, with and without the contract beside them, on a desk and
                 a phone, light and dark
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from common import contracts_in, engine_for, load_file
from playwright.sync_api import Browser, sync_playwright

from clausegap import Document, load_text
from clausegap.renderers.html import render_html

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PAGE = 3000  # characters
_CLASSES = ((0, "under 20 kB"), (20_000, "20 to 50 kB"), (50_000, "50 to 100 kB"), (100_000, "over 100 kB"))
_VIEWPORTS = {"desk": {"width": 1400, "height": 900}, "phone": {"width": 390, "height": 844}}


def page_of(document: Document, *, beside: bool = True) -> str:
    """Returns the HTML report on a contract."""
    return render_html(engine_for().review(document), document if beside else None)


def size_of(document: Document) -> dict[str, Any]:
    """Returns the bytes of a contract's text and of its page, and their ratio."""
    text, page = len(document.text.encode()), len(page_of(document).encode())
    return {"name": document.source.name, "text": text, "page": page, "ratio": round(page / text, 2)}


def by_class(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Returns the ratios by size of the text."""
    found: dict[str, list[float]] = {name: [] for _, name in _CLASSES}
    for row in rows:
        found[[name for least, name in _CLASSES if row["text"] >= least][-1]].append(row["ratio"])
    return {
        name: {
            "contracts": len(ratios),
            "median": round(statistics.median(ratios), 2),
            "greatest": max(ratios),
            "at_most_4": sum(ratio <= 4 for ratio in ratios),
        }
        for name, ratios in found.items()
        if ratios
    }


def long_contract(documents: list[Document], pages: int) -> Document:
    """Returns a contract of so many pages, joined from others, repeated where they do not reach."""
    words, number = "", 0
    while len(words) < pages * _PAGE:
        words += documents[number % len(documents)].text + "\n\n"
        number += 1
    return load_text(words[: pages * _PAGE], name="long.txt")


def seconds_to_answer(browser: Browser, path: Path) -> float:
    """Returns the seconds from the beginning of navigation to a click that the page has acted on."""
    page = browser.new_page(viewport=_VIEWPORTS["desk"])
    began = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    page.click("article.f a[href^='#p'], .all a >> nth=0")
    page.wait_for_selector("mark.lit, .f.on")
    taken = time.perf_counter() - began
    page.close()
    return taken


def cpu_to_load(browser: Browser, path: Path) -> float:
    """Returns the CPU seconds of a page's main thread until it is loaded."""
    page = browser.new_page(viewport=_VIEWPORTS["desk"])
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri())
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    page.close()
    return float(metrics["TaskDuration"])


def violations(browser: Browser, path: Path) -> Iterator[dict[str, Any]]:
    """Yields what axe-core finds in a page, on a desk and a phone, light and dark."""
    for (place, viewport), scheme in product(_VIEWPORTS.items(), ("light", "dark")):
        page = browser.new_page(viewport=viewport, color_scheme=scheme)
        page.goto(path.as_uri())
        for found in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]:
            yield {
                "page": path.name,
                "place": place,
                "scheme": scheme,
                "rule": found["id"],
                "nodes": len(found["nodes"]),
            }
        page.close()


def in_the_browser(arguments: argparse.Namespace, documents: list[Document], long: str) -> dict[str, Any]:
    """Returns the figures that need a browser."""
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        raise SystemExit(f"page.py: no browser on this machine: {', '.join(_BROWSERS)}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        path = Path(folder) / "long.html"
        path.write_text(long, encoding="utf-8")
        times = [seconds_to_answer(browser, path) for _ in range(arguments.rounds)]
        work = [cpu_to_load(browser, path) for _ in range(arguments.rounds)]
        found = []
        for number, document in enumerate(documents[: arguments.axe]):
            for beside in (True, False):
                one = Path(folder) / f"{number}-{'beside' if beside else 'alone'}.html"
                one.write_text(page_of(document, beside=beside), encoding="utf-8")
                found += list(violations(browser, one))
        browser.close()
    median, greatest = round(statistics.median(times), 2), round(max(times), 2)
    return {
        "interactive": {"median": median, "greatest": greatest, "main_thread_cpu": round(statistics.median(work), 2)},
        "axe": {"pages": 8 * len(documents[: arguments.axe]), "violations": found},
    }


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, help="this many contracts, spread over the folder")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--axe", type=int, default=2, help="contracts whose pages axe-core reads")
    arguments = parser.parse_args()
    paths = contracts_in(arguments.folder)
    documents = [load_file(path) for path in paths[:: max(len(paths) // (arguments.limit or len(paths)), 1)]]
    rows = [size_of(document) for document in documents]
    long = long_contract(documents, arguments.pages)
    page = page_of(long)
    size = {
        "by_text": by_class(rows),
        "long": {"pages": arguments.pages, "ratio": round(len(page) / len(long.text), 2)},
    }
    figures = {"size": size, **in_the_browser(arguments, documents, page), "contracts": rows}
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
