"""The contract type is told by title and text."""

import pytest
from rule_factory import GUARDING, analysed, playbook_text, sources_with

from clausegap.gaps.contract_type import guess_type
from clausegap.loaders import load_text
from clausegap.rules.library import build_library

SIGNS = """\
signs:
  - {phrase: "services agreement", weight: 1, title: 5, at_most: 2}
"""
NDA = """\
id: secret
title: Secret
contract_type: nda
expects: {guarding: required}
signs:
  - {phrase: "secret*", weight: 2, title: 1, at_most: 2}
"""


def guess(text):
    files = {
        "guarding.yaml": GUARDING,
        "playbooks/house.yaml": playbook_text(extra=SIGNS),
        "playbooks/secret.yaml": NDA,
    }
    document, library = load_text(text), build_library(sources_with(files))
    return guess_type(document, analysed(document, library), library, ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SERVICES AGREEMENT\n\nEach secret is a secret, and no secret is told.", "msa"),
        (f"{'Plain words. ' * 60} Each secret is a secret. Services agreement.", "nda"),
        (f"{'Plain words. ' * 60} Secret. Services agreement. Services agreement.", "msa"),
    ],
)
def test_title_and_signs_decide(text, kind):
    found = guess(text)
    assert found.type == kind
    assert not found.assumed


def test_sign_counts_at_most_as_often_as_it_says():
    assert guess(f"{'Plain words. ' * 60} {'Secret. ' * 40} {'Services agreement. ' * 3}").type == "nda"
    assert guess(f"Services agreement.\n\n{'Secret. ' * 40}").type == "msa"


def test_default_is_marked_as_assumed():
    found = guess("Nothing speaks for any type.")
    assert (found.type, found.assumed, found.evidence) == ("msa", True, ())


def test_evidence_shows_the_contract_s_own_words():
    assert guess("SERVICES  AGREEMENT\n\nText.").evidence == ("SERVICES AGREEMENT",)
