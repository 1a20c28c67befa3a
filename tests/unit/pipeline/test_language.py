"""Only English is read; what is not English must never give a "missing"."""

import pytest
from spacy.lang.en.stop_words import STOP_WORDS

from clausegap import load_text
from clausegap.pipeline.language import FUNCTION_WORDS, is_english

ENGLISH = (
    "The Supplier shall keep all of the information of the Customer secret and shall not disclose it to others. " * 4
)
FRENCH = (
    "Le Prestataire s'engage à garder secrètes toutes les informations du Client et à ne pas les divulguer à des tiers "
    "sans l'accord écrit préalable du Client, pendant la durée du présent contrat et cinq ans après son terme. "
) * 4
GERMAN = (
    "Der Auftragnehmer verpflichtet sich, alle Informationen des Auftraggebers geheim zu halten und sie Dritten nicht "
    "ohne vorherige schriftliche Zustimmung des Auftraggebers zugänglich zu machen. "
) * 4
CHINESE = "供应商应对客户的所有信息保密 未经客户事先书面同意 不得向任何第三方披露 " * 20


@pytest.mark.parametrize(
    ("text", "english"),
    [(ENGLISH, True), ("Vendor may audit.", True), (FRENCH, False), (GERMAN, False), (CHINESE, False)],
)
def test_language_is_told_by_function_words(text, english):
    assert is_english(text) == english


@pytest.mark.parametrize("text", [FRENCH, GERMAN, CHINESE])
def test_nothing_is_missing_in_another_language(engine, text):
    report = engine.review(load_text(text))
    assert "missing" not in {finding.status for finding in report.findings}
    assert "not_english" in {notice.code for notice in report.notices}


def test_the_function_words_are_those_that_spacy_lists():
    assert {word for word in STOP_WORDS if word.isalpha()} == FUNCTION_WORDS
