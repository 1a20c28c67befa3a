"""The error tree: what a caller can catch, what is printed, and the exit codes."""

import pickle

import pytest

from clausegap import errors
from clausegap.errors import ClausegapError, DataError, InputError, RulesError, UsageError, WeightsError

INPUT_ERRORS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, InputError)]


@pytest.mark.parametrize("kind", [InputError, RulesError, WeightsError, DataError, UsageError])
def test_every_error_is_a_clausegap_error(kind):
    assert issubclass(kind, ClausegapError)


@pytest.mark.parametrize(
    ("kind", "code"),
    [(ClausegapError, 1), (UsageError, 2), (InputError, 3), (DataError, 3), (RulesError, 4), (WeightsError, 4)],
)
def test_exit_codes(kind, code):
    assert kind.exit_code == code


@pytest.mark.parametrize("kind", INPUT_ERRORS)
def test_input_errors_keep_the_exit_code(kind):
    assert kind.exit_code == 3


def test_input_errors_have_codes_of_their_own():
    codes = [kind.code for kind in INPUT_ERRORS]
    assert len(INPUT_ERRORS) == len(set(codes)) == 16


@pytest.mark.parametrize("kind", INPUT_ERRORS)
def test_input_error_says_what_and_what_to_do(kind):
    assert str(kind("a.pdf", "it is empty", "send it again")) == "a.pdf: it is empty; send it again"


@pytest.mark.parametrize(
    ("line", "field", "shown"),
    [
        (3, "anchors.0", "a.yaml:3: anchors.0: is wrong"),
        (None, "anchors.0", "a.yaml: anchors.0: is wrong"),
        (3, "", "a.yaml:3: is wrong"),
        (None, "", "a.yaml: is wrong"),
    ],
)
def test_rules_error_names_its_place(line, field, shown):
    assert str(RulesError("a.yaml", line, field, "is wrong")) == shown


@pytest.mark.parametrize("error", [WeightsError("a", "is damaged"), DataError("a", "is damaged")])
def test_errors_of_files_name_the_file(error):
    assert str(error) == "a: is damaged"


@pytest.mark.parametrize(
    "error",
    [
        InputError("a.pdf", "it is empty", "send it again"),
        RulesError("a.yaml", 3, "id", "is wrong"),
        WeightsError("a.npz", "is damaged"),
        DataError("a.csv:3", "has no label"),
        UsageError("no"),
    ],
)
def test_errors_pass_between_processes(error):
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_tree_in_the_docstring_names_every_error():
    names = [kind.__name__ for kind in (*INPUT_ERRORS, ClausegapError, RulesError, WeightsError, DataError, UsageError)]
    assert [name for name in names if name not in errors.__doc__] == []
