"""The words that an expression requires, told from its text."""

import pytest

from clausegap.rules.required_regex import most_tokens, required_by


def shown(source):
    return [
        " ".join(
            [
                *sorted(one.words),
                *(f"{prefix}*" for prefix in sorted(one.prefixes)),
                *(f"*{part}*" for part in sorted(one.parts)),
            ]
        )
        for one in required_by(source)
    ]


@pytest.mark.parametrize(
    ("source", "required"),
    [
        pytest.param(r"(?<=\s)shall\sguard\s", ["shall", "guard"], id="words"),
        pytest.param(" shall guard ", ["shall", "guard"], id="plain-spaces"),
        pytest.param(r"(?<=\s)guard\w*\s", ["guard*"], id="beginning-of-a-word"),
        pytest.param(r"(?<=\s)guards?\s", ["guard*"], id="optional-ending"),
        pytest.param(r"guard\s", ["*guard*"], id="end-of-a-word"),
        pytest.param(r"(?:shall|will) guard ", ["*shall* *will*", "guard"], id="ends-of-words"),
        pytest.param(r"(?<=\s)\S+guard\s", ["*guard*"], id="middle-of-a-word"),
        pytest.param(r"(?<=\s)(?:not\s|\S+)guard\s", ["*guard*"], id="word-or-middle-of-one"),
        pytest.param(r"(?<=\s)(?:shall|will)\sguard\s", ["shall* will*", "guard"], id="alternatives"),
        pytest.param(r"(?<=\s)(?:shall\s|will\s)guard\s", ["shall will", "guard"], id="whole-alternatives"),
        pytest.param(r"(?<=\s)(?:guard\s|\S+\s)it\s", ["it"], id="an-alternative-that-is-anything"),
        pytest.param(r"(?<=\s)(?:not\s)?guard\s", ["guard"], id="optional"),
        pytest.param(r"(?<=\s)(?:very\s)+guard\s", ["very", "guard"], id="at-least-once"),
        pytest.param(r"(?<=\s)(?:\S+\s){0,5}?guard\s", ["guard"], id="gap"),
        pytest.param(r"^(?=.*\sguard\s).*\sit\s", ["guard", "it"], id="looked-for-ahead"),
        pytest.param(r"(?<=\s)(?!not\s)guard\s", ["guard"], id="forbidden-ahead"),
        pytest.param(r"(?x)(?<=\s) guard \s # why", ["guard"], id="verbose"),
        pytest.param(r"(?<=\s)shall\s\Kguard\s", ["shall", "guard"], id="only-in-the-regex-package"),
        pytest.param(r"(?i)(?<=\s)guard\s", [], id="any-case"),
        pytest.param(r"(?<=\s)(?i:guard)\sit\s", ["it"], id="any-case-in-a-group"),
        pytest.param(r"(?<=\s)(?:guard){e<=1}\s", [], id="nearly-so-written"),
        pytest.param(r"(?<=\s)\p{L}+\sguard\s", [], id="not-understood"),
    ],
)
def test_required_words_are_told(source, required):
    assert shown(source) == required


@pytest.mark.parametrize(
    ("source", "most"),
    [
        (r"^ ?\S+(?: \S+){0,6} ?$", 7),
        (r"^ \S+ \S* $", 2),
        (r"^ a(b|c)*\S $", None),
        (r"^ (?:a ){2,3}$", 3),
        (r"^$", 0),
        (r"^ \S+(?: \S+)* ?$", None),
        (r"^ .{3} $", None),
        (r"^ [^a]+ $", None),
        (r"^ a b ", None),
        (r" a b $", None),
        (r"^ a |b $", None),
        (r"^ a (?=b) $", None),
        (r"(", None),
        (r"^ (?:guard){e<=1} $", None),
    ],
)
def test_longest_reading_is_told_where_all_white_space_is(source, most):
    assert most_tokens(source) == most
