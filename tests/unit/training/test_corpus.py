"""Labelled data as it is read, and what is said of data that cannot be learned from."""

import json

import pytest
from sheet_factory import harbour_passages, write_table

from clausegap.errors import DataError
from clausegap.training.corpus import is_contract_folder, read_contracts, read_examples

GOLD = {
    "b": {"labels": {"Audit Rights": [[0, 5], [6, 9]], "Insurance": []}},
    "a": {"labels": {"Audit Rights": []}},
}
TEXTS = {"a": "Nothing here.\r\nAt all.", "b": "Audit its books."}


@pytest.fixture
def contracts(tmp_path):
    """Returns a function that writes a folder of contracts, laid out as CUAD."""

    def write(gold=GOLD, texts=TEXTS):
        (tmp_path / "txt").mkdir()
        shown = gold if isinstance(gold, str) else json.dumps(gold)
        (tmp_path / "gold.json").write_text(shown, encoding="utf-8")
        for name, text in texts.items():
            (tmp_path / "txt" / f"{name}.txt").write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path

    return write


@pytest.fixture
def passages(tmp_path):
    """Returns a function that writes a folder of passages."""

    def write(each=20, **extra):
        for number, (text, positive) in enumerate(harbour_passages(each)):
            folder = tmp_path / ("positive" if positive else "negative")
            folder.mkdir(exist_ok=True)
            (folder / f"{number % each:02}.txt").write_text(f"{text}\n", encoding="utf-8")
        for name, data in extra.items():
            (tmp_path / "positive" / f"{name}.txt").write_bytes(data)
        return tmp_path

    return write


def complaint(call, *arguments):
    with pytest.raises(DataError) as caught:
        list(call(*arguments))
    return str(caught.value)


def test_contracts_come_by_name_with_their_spans(contracts):
    first, second = read_contracts(contracts())
    assert (first.name, first.text, first.spans) == ("a", TEXTS["a"], {"Audit Rights": ()})
    assert second.spans == {"Audit Rights": ((0, 5), (6, 9)), "Insurance": ()}


def test_order_of_the_file_does_not_matter(contracts, tmp_path):
    folder = contracts()
    before = list(read_contracts(folder))
    (folder / "gold.json").write_text(json.dumps(dict(reversed(GOLD.items()))), encoding="utf-8")
    assert list(read_contracts(folder)) == before


def test_contracts_are_told_by_their_gold_file(contracts, tmp_path):
    assert not is_contract_folder(tmp_path)
    assert is_contract_folder(contracts())


@pytest.mark.parametrize(
    ("gold", "file", "words"),
    [
        pytest.param("{", "gold.json", "cannot be read as JSON", id="cut"),
        pytest.param([], "gold.json", "must be an object of contract names", id="list"),
        pytest.param({}, "gold.json", "must be an object of contract names", id="empty"),
        pytest.param({"a": {}}, "gold.json", "a: labels must be lists of start and end", id="no-labels"),
        pytest.param({"a": {"labels": [1]}}, "gold.json", "a: labels must be lists", id="labels-no-object"),
        pytest.param({"a": {"labels": {"x": [[1]]}}}, "gold.json", "a: labels must be lists", id="no-end"),
        pytest.param({"a": {"labels": {"x": [["p", "q"]]}}}, "gold.json", "a: labels must be lists", id="words"),
        pytest.param({"a": {"labels": {"x": [[0, 999]]}}}, "gold.json", "outside its text of 22", id="beyond"),
        pytest.param({"a": {"labels": {"x": [[5, 5]]}}}, "gold.json", "outside its text", id="empty-span"),
        pytest.param({"c": {"labels": {}}}, "c.txt", "but gold.json names it", id="no-text"),
    ],
)
def test_bad_labels_are_named(contracts, gold, file, words):
    said = complaint(read_contracts, contracts(gold))
    assert file in said.split(": ")[0]
    assert words in said


def test_missing_gold_file_is_named(tmp_path):
    assert "gold.json: cannot be read" in complaint(read_contracts, tmp_path)


def test_text_that_is_no_utf8_is_named(contracts):
    said = complaint(read_contracts, contracts(texts={"a": b"caf\xe9", "b": "x"}))
    assert "a.txt: cannot be read as a text in UTF-8" in said


def test_table_gives_passages_with_their_rows_as_documents(tmp_path):
    found = read_examples(write_table(tmp_path / "a.csv", harbour_passages()))
    assert len(found) == 40
    assert [example.positive for example in found] == [True] * 20 + [False] * 20
    assert (found[0].document, found[39].document) == ("row 2", "row 41")


@pytest.mark.parametrize(
    ("label", "positive"), [("1", True), ("YES", True), (" true ", True), ("0", False), ("No", False)]
)
def test_table_takes_several_words_for_yes_and_no(tmp_path, label, positive):
    path = write_table(tmp_path / "a.csv", harbour_passages())
    path.write_text(path.read_text("utf-8") + f"One more passage.,{label}\n", encoding="utf-8")
    assert read_examples(path)[-1].positive is positive


def test_table_may_say_the_document_and_begin_with_a_mark(tmp_path):
    rows = "".join(f"{text},{int(positive)},msa {n % 3}\n" for n, (text, positive) in enumerate(harbour_passages()))
    (tmp_path / "a.csv").write_text(f"\ufefftext,label,document\n{rows}", encoding="utf-8")
    assert {example.document for example in read_examples(tmp_path / "a.csv")} == {"msa 0", "msa 1", "msa 2"}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("text,label\nSome words.,maybe\n", "a.csv:2", "'label' with yes or no", id="label"),
        pytest.param("text,label\nSome words.,1\n ,0\n", "a.csv:3", "needs a column 'text'", id="no-text"),
        pytest.param("words,kind\nSome words.,1\n", "a.csv:2", "a column 'text' and a column 'label'", id="columns"),
        pytest.param("text,label\nSome words.\n", "a.csv:2", "'label'", id="short-row"),
        pytest.param("text,label\n", "a.csv", "at least 20 of each are needed", id="no-row"),
        pytest.param("", "a.csv", "at least 20 of each are needed", id="empty"),
    ],
)
def test_bad_table_is_named_by_row(tmp_path, text, place, words):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    said = complaint(read_examples, tmp_path / "a.csv")
    assert said.startswith(f"{tmp_path / place}: ")
    assert words in said


@pytest.mark.parametrize("name", ["none.csv", "latin.csv"])
def test_table_that_cannot_be_read_is_named(tmp_path, name):
    (tmp_path / "latin.csv").write_bytes(b"text,label\ncaf\xe9,1\n")
    assert f"{name}: cannot be read as a CSV file in UTF-8" in complaint(read_examples, tmp_path / name)


@pytest.mark.parametrize(("wanted", "others"), [(19, 20), (20, 19)])
def test_too_few_passages_are_counted(tmp_path, wanted, others):
    chosen = [p for p in harbour_passages() if p[1]][:wanted] + [p for p in harbour_passages() if not p[1]][:others]
    said = complaint(read_examples, write_table(tmp_path / "a.csv", chosen))
    assert f"has {wanted} positive and {others} negative passages; at least 20" in said


def test_folder_gives_the_same_passages_as_a_table(passages, tmp_path):
    table = read_examples(write_table(tmp_path / "a.csv", harbour_passages()))
    folder = read_examples(passages())
    assert [(e.text, e.positive) for e in folder] == [(e.text, e.positive) for e in table]


def test_files_of_one_name_in_both_folders_are_two_documents(passages):
    assert len({example.document for example in read_examples(passages())}) == 40


def test_folder_of_another_shape_is_told_both_shapes(tmp_path):
    said = complaint(read_examples, tmp_path)
    assert said == f"{tmp_path}: needs gold.json and txt/, or the folders positive/ and negative/"


@pytest.mark.parametrize(("data", "words"), [(b"caf\xe9", "as a text in UTF-8"), (b" \n", "is empty; each file holds")])
def test_bad_file_of_a_folder_is_named(passages, data, words):
    said = complaint(read_examples, passages(bad=data))
    assert "bad.txt: " in said
    assert words in said
