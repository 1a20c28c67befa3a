"""What accompanies the code says what is so: citation, attribution, changelog."""

from __future__ import annotations

import re
from importlib.resources import files

import yaml
from doc_pages import ROOT

from clausegap.ranking.store import loaded, shipped_weights
from clausegap.version import VERSION

CITATION = yaml.safe_load((ROOT / "docs" / "CITATION.cff").read_text(encoding="utf-8"))
NOTICE = files("clausegap.ranking").joinpath("ATTRIBUTION.txt").read_text(encoding="utf-8")


def test_the_citation_has_what_the_format_asks_for() -> None:
    # Citation File Format 1.2.0: these keys are required, of the whole and of each reference.
    assert CITATION["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(CITATION)
    assert all({"type", "title", "authors"} <= set(one) for one in CITATION["references"])
    for person in (*CITATION["authors"], *(a for one in CITATION["references"] for a in one["authors"])):
        assert "name" in person or {"family-names", "given-names"} <= set(person)


def test_the_citation_has_no_key_that_the_format_does_not_know() -> None:
    known = {"cff-version", "message", "type", "title", "abstract", "authors", "version", "license", "keywords"}
    assert set(CITATION) <= known | {"references", "date-released", "doi", "url", "repository-code", "contact"}
    assert {key for one in CITATION["references"] for key in one} <= {
        "type",
        "title",
        "authors",
        "year",
        "notes",
        "url",
    }


def test_the_citation_is_of_this_version_and_licence() -> None:
    assert str(CITATION["version"]) == VERSION
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'license = "{CITATION["license"]}"' in pyproject


def test_the_attribution_names_what_the_weights_name() -> None:
    data = shipped_weights()
    assert data is not None
    about = loaded(data, "shipped").about
    assert "CUAD" in about["attribution"]
    assert f"the texts of {about['documents']} of its contracts" in " ".join(NOTICE.split())
    for named in ("The Atticus Project", "Hendrycks", "CC BY 4.0", "What was changed", "ContractNLI", "Koreeda"):
        assert named in NOTICE


def test_the_attribution_goes_into_the_metadata_of_the_wheel() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "src/clausegap/ranking/ATTRIBUTION.txt" in re.search(r"^license-files = .*$", pyproject, re.M).group()


def test_the_changelog_keeps_its_form() -> None:
    text = (ROOT / "docs" / "changelog.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.*)$", text, re.M)
    assert heads[0] == "Unreleased" or heads[0].startswith(VERSION)
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.*)$", text, re.M)) <= kinds
