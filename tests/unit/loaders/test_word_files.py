import io
import zipfile

import pytest
from word_files import STRICT, load, load_body, para, run, style, word_file, zipped

from clausegap.errors import EncryptedFileError, InputError, MalformedFileError, NoTextError, TooLargeError
from clausegap.loaders import word_package

GOOD = word_file(para("This Agreement shall terminate."))


def notices(document):
    return {notice.code: (notice.level, notice.message) for notice in document.notices}


def test_the_strict_variant_is_read():
    assert load(word_file(para("strict"), space=STRICT)).text == "strict"


def test_the_main_part_may_have_another_name():
    assert load(word_file(para("elsewhere"), main="word/document2.xml")).text == "elsewhere"


def test_a_link_to_nowhere_falls_back_on_the_usual_main_part():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        files = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    files["_rels/.rels"] = files["_rels/.rels"].replace("word/document.xml", "../../etc/passwd")
    assert load(zipped(files)).text == "This Agreement shall terminate."


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE w>",
        '<!DOCTYPE w SYSTEM "file:///nowhere.dtd">',
        '<!DOCTYPE w [<!ENTITY b "EXPANDED">]>',
        '<!DOCTYPE w [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_document_types_are_refused(doctype):
    with pytest.raises(MalformedFileError):
        load(word_file(para("a"), prolog=doctype))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x05\x06" + b"\0" * 18,
        b"\0" * 400,
        GOOD[: len(GOOD) * 2 // 3],
        zipped({"_rels/.rels": "<a/>"}),
        zipped({"word/document.xml": "hello"}),
        zipped({"word/document.xml": "<a/>"}),
        word_file("<w:p><w:r>"),
        word_file("<w:tbl><w:tr><w:tc>" * 300 + para("deep") + "</w:tc></w:tr></w:tbl>" * 300),
        word_file(para("<w:smartTag>" * 10_000 + run("deep") + "</w:smartTag>" * 10_000)),
    ],
)
def test_damaged_files_are_refused_with_advice(data):
    with pytest.raises(MalformedFileError) as caught:
        load(data)
    assert caught.value.hint


def test_any_damaged_byte_gives_a_document_or_an_own_error():
    advised = 0
    for position in range(0, len(GOOD), 3):
        data = GOOD[:position] + bytes([GOOD[position] ^ 0xFF]) + GOOD[position + 1 :]
        try:
            assert load(data).text
        except InputError as error:
            advised += bool(error.hint)
    assert advised > 0


def test_a_dense_part_is_refused_before_it_is_inflated():
    with pytest.raises(TooLargeError):
        load(word_file(para("A" * 9_000_000)))


def test_a_part_of_too_many_elements_is_refused(monkeypatch):
    monkeypatch.setattr(word_package, "MAX_TAGS", 1_000)
    with pytest.raises(TooLargeError):
        load(word_file(para("a") + "<w:p/>" * 1_000))


def test_all_parts_together_are_limited(monkeypatch):
    monkeypatch.setattr(word_package, "MAX_INFLATED", 4_000)
    with pytest.raises(TooLargeError):
        load(word_file(para("a" * 3_000), parts={"styles": style("B" * 1_500)}))


def test_parts_that_are_not_needed_are_not_inflated(monkeypatch):
    monkeypatch.setattr(word_package, "MAX_INFLATED", 10_000)
    buffer = io.BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bin", b"\0" * 100_000)
    assert load(buffer.getvalue()).text == "This Agreement shall terminate."


def test_a_part_with_a_password_is_named_as_such():
    data = bytearray(GOOD)
    for signature, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = data.find(signature)
        while start >= 0:
            data[start + flags] |= 1
            start = data.find(signature, start + 4)
    with pytest.raises(EncryptedFileError):
        load(bytes(data))


@pytest.mark.parametrize("body", ["", para(), para("<w:r><w:drawing><a:blip/></w:drawing></w:r>")])
def test_a_file_without_words_is_refused(body):
    with pytest.raises(NoTextError):
        load_body(body)


def test_a_plain_file_gives_no_notice():
    assert load(GOOD).notices == ()


@pytest.mark.parametrize(
    ("content", "level", "code"),
    [
        ("<w:object><o:OLEObject/></w:object>", "unread", "embedded_object"),
        ("<w:drawing><dgm:relIds/></w:drawing>", "unread", "diagram"),
        ("<w:drawing><c:chart/></w:drawing>", "unread", "chart"),
        ("<w:subDoc/>", "unread", "embedded_document"),
        ("<w:drawing><a:blip/></w:drawing>", "unread", "pictures"),
        ('<w:footnoteReference w:id="1"/>', "warning", "missing_note"),
        ("<w:instrText> LISTNUM </w:instrText>", "warning", "computed_number"),
        ("<w:commentReference/>", "info", "comments"),
        ("<w:rPr><w:vanish/></w:rPr><w:t>secret</w:t>", "warning", "hidden_text"),
    ],
)
def test_what_was_not_read_plainly_is_said(content, level, code):
    document = load_body(para(run("text") + f"<w:r>{content}</w:r>"))
    assert notices(document)[code][0] == level
    assert document.complete == (level != "unread")


def test_pictures_in_a_file_of_many_words_are_no_scan():
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    document = load_body(para(run("The Supplier shall keep it secret. " * 20) + picture))
    assert notices(document)["pictures"][0] == "info"


def test_foreign_content_is_said_to_be_unread():
    assert "embedded_document" in notices(load_body(para("text") + '<w:altChunk r:id="x"/>'))


def test_hidden_words_are_read_all_the_same():
    document = load_body(para(run("shall ") + run("not ", "<w:vanish/>") + run("pay", '<w:vanish w:val="0"/>')))
    assert document.text == "shall not pay"
    assert notices(document)["hidden_text"][1].endswith("1 runs.")


def test_words_hidden_by_a_style_are_noticed():
    hidden = '<w:style w:type="character" w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style>'
    document = load_body(para(run("seen") + run("unseen", '<w:rStyle w:val="X"/>')), styles=hidden)
    assert "hidden_text" in notices(document)


def test_tracked_changes_are_counted():
    body = para(f"<w:ins>{run('a')}</w:ins><w:ins>{run('b')}</w:ins><w:del/><w:moveFrom/><w:moveTo/>")
    level, message = notices(load_body(body))["tracked_changes"]
    assert level == "info"
    assert message.endswith("2 insertions, 1 deletions, 1 moves.")
