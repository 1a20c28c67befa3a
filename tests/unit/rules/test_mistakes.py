"""A mistake in a rule file is named by file, line, field and reason."""

import pytest
from rule_factory import GUARDING, SHARED, playbook_text, sources_with

from clausegap.errors import RulesError
from clausegap.rules.library import build_library

ANCHOR = 'phrase: "<ower> shall guard"'
EXAMPLE = '        match: ["Supplier shall guard it."]\n'


def mistake_in(files):
    with pytest.raises(RulesError) as caught:
        build_library(sources_with({"playbooks/house.yaml": playbook_text(), **files}))
    return caught.value


def line_of(text, words):
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        pytest.param(
            "title: Guarding", "titel: Guarding", "titel", "unknown key; did you mean 'title'?", id="unknown-key"
        ),
        pytest.param("    role: core", "    rolle: core", "elements.0.rolle", "unknown key", id="unknown-key-inside"),
        pytest.param(
            ANCHOR,
            'phrase: "<ower> GUARDS"',
            "anchors.0.patterns.0.phrase",
            "'GUARDS' is not in the lexicon",
            id="unknown-lexicon-name",
        ),
        pytest.param(
            ANCHOR, 'phrase: "(shall guard"', "anchors.0.patterns.0.phrase", "unbalanced (", id="open-bracket"
        ),
        pytest.param(
            ANCHOR, 'phrase: "shall) guard"', "anchors.0.patterns.0.phrase", "unbalanced )", id="closing-bracket"
        ),
        pytest.param(
            ANCHOR, 'phrase: "... guard"', "anchors.0.patterns.0.phrase", "begins or ends with a gap", id="gap-first"
        ),
        pytest.param(
            ANCHOR, 'phrase: "guard? ..3"', "anchors.0.patterns.0.phrase", "no fixed word", id="nothing-fixed"
        ),
        pytest.param(
            ANCHOR, 'phrase: "<owner> guard"', "anchors.0.patterns.0.phrase", "<owner> is not a slot", id="unknown-slot"
        ),
        pytest.param(
            ANCHOR, 'phrase: "shall Guard"', "anchors.0.patterns.0.phrase", "'Guard' is neither", id="capital"
        ),
        pytest.param(
            ANCHOR, 'phrase: "guard|"', "anchors.0.patterns.0.phrase", "alternative on both sides", id="lonely-bar"
        ),
        pytest.param(
            ANCHOR,
            'phrase: "(guard|) it"',
            "anchors.0.patterns.0.phrase",
            "an alternative is empty",
            id="empty-alternative",
        ),
        pytest.param(ANCHOR, 'regex: "guard(ing"', "anchors.0.patterns.0.regex", "missing )", id="bad-regex"),
        pytest.param(
            ANCHOR,
            'regex: " guard "\n        phrase: "guard"',
            "anchors.0.patterns.0",
            "exactly one of phrase, regex and token",
            id="two-notations",
        ),
        pytest.param(
            f"      - {ANCHOR}\n{EXAMPLE}",
            EXAMPLE.replace("        match", "      - match"),
            "anchors.0.patterns.0",
            "exactly one of phrase, regex and token",
            id="no-notation",
        ),
        pytest.param(EXAMPLE, "", "anchors.0.patterns.0.match", "required", id="missing-example"),
        pytest.param(
            EXAMPLE, "        match: []\n", "anchors.0.patterns.0.match", "at least 1 item", id="empty-example"
        ),
        pytest.param(
            "      strong: [[strong]]\n",
            "      strong: [[storng]]\n",
            "elements.0.grades.strong.0.0",
            "'storng' is no signal",
            id="unknown-condition",
        ),
        pytest.param(
            "strong: [[strong]]",
            "storng: [[strong]]",
            "elements.0.grades.storng",
            "should be 'absent', 'weak'",
            id="unknown-grade",
        ),
        pytest.param(
            "strong: [[strong]]",
            'strong: [["strong>=good"]]',
            "elements.0.grades.strong.0.0",
            "should match pattern",
            id="unknown-grade-asked-for",
        ),
        pytest.param(
            "{of: term, kind",
            "{of: terms, kind",
            "elements.0.measures.blank.of",
            "'terms' is no signal of gu_core",
            id="unknown-signal-measured",
        ),
        pytest.param(
            "kind: duration",
            "kind: length",
            "elements.0.measures.blank.kind",
            "should be 'duration'",
            id="unknown-measure-kind",
        ),
        pytest.param("id: gu_minor", "id: gu_major", "elements.2.id", "'gu_major' is used twice", id="duplicate-id"),
        pytest.param(
            "id: gu_w_critical",
            "id: gu_core",
            "weakeners.0.id",
            "'gu_core' is used twice",
            id="duplicate-id-of-another-kind",
        ),
        pytest.param(
            "cured_by: [[gu_minor]]",
            "cured_by: [[gu_minus]]",
            "weakeners.1.cured_by.0.0",
            "'gu_minus' is no signal",
            id="unknown-cure",
        ),
        pytest.param(
            "missing_severity: high",
            "missing_severity: grave",
            "missing_severity",
            "should be 'info', 'low'",
            id="unknown-severity",
        ),
        pytest.param(
            "primary: [R01]", "primary: [R1]", "answers.primary.0", "should match pattern", id="malformed-risk"
        ),
        pytest.param(
            'phrases: ["guarding"]',
            'phrases: ["GUARDING"]',
            "headings.phrases.0",
            "'GUARDING' is not in the lexicon",
            id="heading",
        ),
        pytest.param(
            "fallbacks:",
            "notices: [JN_NONE]\nfallbacks:",
            "notices.0",
            "'JN_NONE' is not in notices.yaml",
            id="unknown-notice",
        ),
    ],
)
def test_mistake_in_a_protection_is_named(old, new, field, reason):
    assert GUARDING.count(old) >= 1
    text = GUARDING.replace(old, new, 1)
    error = mistake_in({"guarding.yaml": text})
    assert error.field == field
    assert reason in error.reason
    assert str(error).startswith(f"guarding.yaml:{error.line}: {field}: ")


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        pytest.param("title: Guarding", "titel: Guarding", "titel", id="top"),
        pytest.param(ANCHOR, 'phrase: "(shall guard"', "(shall guard", id="pattern"),
        pytest.param(EXAMPLE, "", "      - phrase: ", id="key-that-is-not-there"),
        pytest.param("reduced: [{by: [[gu_minor]]", "reduced: [{by: [[gu_x]]", "gu_x", id="condition"),
        pytest.param("id: gu_minor", "id: gu_major", "id: gu_major\n    content: a smaller", id="second-of-two"),
    ],
)
def test_mistake_has_its_line(old, new, at):
    text = GUARDING.replace(old, new, 1)
    assert mistake_in({"guarding.yaml": text}).line == line_of(text, at)


@pytest.mark.parametrize(
    ("name", "text", "field", "reason"),
    [
        ("guarding.yaml", "id: [", "", "not valid YAML"),
        ("guarding.yaml", "- a list\n", "", "keys with values must stand here"),
        ("guarding.yaml", "", "", "keys with values must stand here"),
        ("lexicon.yaml", "spelling: {}\nlexicon: {MUST: [SHALL]}\n", "lexicon.MUST", "'SHALL' is not in the lexicon"),
        ("lexicon.yaml", "spelling: {}\nlexicon: {must: [shall]}\n", "lexicon.must", "should match pattern"),
        ("generic.yaml", "weakeners: []\n", "negatives", "required"),
        ("playbooks/house.yaml", playbook_text("wanted"), "expects.guarding", "should be 'required'"),
        ("playbooks/house.yaml", playbook_text().replace("msa", "lease"), "contract_type", "should be 'nda'"),
        (
            "playbooks/house.yaml",
            playbook_text(extra='signs: [{phrase: "(a", weight: 1}]\n'),
            "signs.0.phrase",
            "unbalanced (",
        ),
        ("notices.yaml", "reviewed_on: '2026'\nnotices: []\n", "reviewed_on", "should match pattern"),
    ],
)
def test_mistake_in_any_file_is_named(name, text, field, reason):
    error = mistake_in({"guarding.yaml": GUARDING, name: text})
    assert (error.file, error.field) == (name, field)
    assert reason in error.reason


def test_two_files_with_one_protection_are_refused():
    error = mistake_in({"guarding.yaml": GUARDING, "guarding_2.yaml": GUARDING})
    assert (error.file, error.field) == ("guarding_2.yaml", "id")
    assert "guarding.yaml" in error.reason


def test_rule_id_of_another_protection_is_refused():
    other = GUARDING.replace("id: guarding\n", "id: keeping\n")
    error = mistake_in({"guarding.yaml": GUARDING, "keeping.yaml": other})
    assert (error.file, error.field) == ("keeping.yaml", "anchors.0.id")
    assert "'gu_a_guard'" in error.reason


@pytest.mark.parametrize("key", ["expects", "severity"])
def test_playbook_that_names_no_protection_is_refused(key):
    text = (
        playbook_text(extra="severity: {guardian: low}\n")
        if key == "severity"
        else playbook_text().replace("{guarding:", "{guardian:")
    )
    error = mistake_in({"guarding.yaml": GUARDING, "playbooks/house.yaml": text})
    assert (error.file, error.field) == ("playbooks/house.yaml", f"{key}.guardian")


def test_playbook_that_names_no_weakener_is_refused():
    text = playbook_text(extra="weakener_severity: {gu_w_none: low}\n")
    error = mistake_in({"guarding.yaml": GUARDING, "playbooks/house.yaml": text})
    assert (error.file, error.field) == ("playbooks/house.yaml", "weakener_severity.gu_w_none")


def test_key_written_twice_is_refused():
    text = GUARDING + "keywords: [other]\n"
    error = mistake_in({"guarding.yaml": text})
    assert error.line == line_of(text, "keywords: [other]")
    assert "written twice" in error.reason


@pytest.mark.parametrize("name", sorted(SHARED))
def test_shared_file_is_required(name):
    sources = sources_with({"guarding.yaml": GUARDING})
    del sources[name]
    with pytest.raises(RulesError, match="required and not there") as caught:
        build_library(sources)
    assert caught.value.file == name
