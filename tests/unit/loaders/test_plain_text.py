import pytest

from clausegap.errors import NoTextError, UnknownFormatError
from clausegap.loaders import load, load_text
from clausegap.model.document import TextRef

WRAPPED = (
    "1. Confidentiality. The Supplier shall keep all Confidential Information in strict\n"
    "confidence and shall not disclose it to any person other than its employees who\n"
    "need to know it.\n"
    "2. Audit. The Customer may inspect the books and records of the Supplier at any\n"
    "time during normal business hours.\n"
)


def words(document):
    return [document.text[b.start : b.end] for b in document.blocks]


def codes(document):
    return [notice.code for notice in document.notices]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_is_kept_to_the_character(end):
    text = f"  Title{end}{end}\tOne{end} Two  {end}"
    assert load(text.encode()).text == text


def test_blank_lines_part_blocks():
    assert words(load_text("One\n \n\nTwo\n")) == ["One", "Two"]


def test_one_paragraph_on_each_line_gives_one_block_each():
    text = "AGREEMENT\n" + "The Supplier shall perform the Services with care. " * 6 + "\nSecond one.\n"
    assert len(load_text(text).blocks) == 3


def test_wrapped_lines_are_joined_into_paragraphs():
    document = load_text(WRAPPED)
    assert [block.number for block in document.blocks] == ["1.", "2."]
    assert words(document)[0].endswith("need to know it.")


def test_reference_at_the_start_of_a_wrapped_line_is_no_new_block():
    text = (
        "The Supplier shall comply with all of the duties that are laid down for it by\n"
        "Section 3.2 of the Master Agreement and with every instruction which is given\n"
        "by the Customer.\n"
    )
    assert len(load_text(text).blocks) == 1


def test_kinds_follow_the_form():
    document = load_text("9. CONFIDENTIALITY\n\n(a) to keep it secret;\n\nThe Supplier shall pay.\n")
    assert [(b.kind, b.number) for b in document.blocks] == [
        ("heading", "9."),
        ("list_item", "(a)"),
        ("paragraph", None),
    ]


def test_each_character_maps_to_its_line_and_column():
    document = load_text("One\r\n\r\n  Two")
    assert document.source_at(document.text.index("w")) == TextRef(3, 4)
    assert document.source_at(3) == TextRef(1, 4)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_is_obeyed_and_removed(encoding):
    document = load("Café\n".encode(encoding))
    assert document.text == "Café\n"
    assert not document.notices


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised(encoding):
    document = load("This Agreement".encode(encoding))
    assert document.text == "This Agreement"
    assert codes(document) == ["encoding_guessed"]


def test_windows_1252_is_read_with_a_warning():
    document = load("the “Supplier”".encode("cp1252"))
    assert document.text == "the “Supplier”"
    assert document.notices[0].level == "warning"


def test_nul_characters_become_spaces_one_for_one():
    document = load(b"This\x00 Agreement shall end")
    assert document.text == "This  Agreement shall end"
    assert codes(document) == ["nul_characters"]


def test_lone_surrogates_are_replaced():
    document = load_text("a\ud800b")
    assert document.text == "a\ufffdb"
    assert codes(document) == ["invalid_characters"]


@pytest.mark.parametrize("data", [bytes(400), bytes(range(256)) * 4, b"\x81\x8d words"])
def test_binary_data_is_no_text(data):
    with pytest.raises(UnknownFormatError, match="binary"):
        load(data)


def test_white_space_alone_is_no_text():
    with pytest.raises(NoTextError):
        load(b" \n\t\n")
    with pytest.raises(NoTextError):
        load(b"<PAGE>  1\n")


def printed(*pages):
    return load("\f".join(pages).encode())


def test_form_feeds_begin_pages():
    document = printed("One\n", "Two\n", "\nThree")
    assert document.text == "One\n\fTwo\n\f\nThree"
    assert [document.text[page.start : page.end].strip() for page in document.pages] == ["One", "Two", "Three"]


def test_page_numbers_at_form_feeds_are_kept_apart_if_they_rise():
    document = printed("One\n\n - 1 -\n", "Two\n\n - 2 -\n", "Three\n\n - 3 -\n")
    assert words(document) == ["One", "Two", "Three"]
    assert [(item.kind, item.text, item.page) for item in document.furniture] == [
        ("page_number", "- 1 -", 1),
        ("page_number", "- 2 -", 2),
        ("page_number", "- 3 -", 3),
    ]
    assert document.source_at(document.text.index("Three")) == TextRef(7, 2)


def test_numbers_at_form_feeds_that_do_not_rise_are_words():
    assert words(printed("Fee\n\n500\n", "Fine\n\n200\n", "End")) == ["Fee", "500", "Fine", "200", "End"]


def test_running_heads_are_kept_apart():
    document = printed("Title\n", *(f"Acme MSA, page {n}\n\nText {n}\n" for n in range(2, 6)))
    assert words(document) == ["Title", "Text 2", "Text 3", "Text 4", "Text 5"]


def test_a_sentence_that_runs_over_a_page_is_one_block():
    first, second = WRAPPED.split("confidence")
    document = printed(f"{first.rstrip()}\n\n   1\n", f"confidence{second}\n   2\n")
    assert words(document)[0].endswith("strict\n\fconfidence and shall not disclose it to any person other than its "
                                       "employees who\nneed to know it.")  # fmt: skip


def test_given_text_keeps_every_character_also_beside_form_feeds():
    text = "One\n\n1\n\fTwo\n\n2\n\f<PAGE>\nThree"
    assert load_text(text).text == text
    assert len(load_text(text).pages) == 3
