import io
import struct
import zipfile
from email.message import EmailMessage

import pytest
from outlook_files import attachment, compound, embedded, message

from clausegap.errors import (
    EncryptedFileError,
    InputError,
    MalformedFileError,
    MissingFileError,
    NoContractsError,
    SeveralContractsError,
    TooLargeError,
)
from clausegap.loaders import containers, load, zip_members
from clausegap.model.reading import ReadOptions

SUFFIXES = (".txt", ".pdf", ".docx")
WORDS = b"The Supplier shall keep it secret."


def archive(*files, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as file:
        for name, content in files:
            file.writestr(name, content)
    return out.getvalue()


def mail(*files, body="Please see attached."):
    one = EmailMessage()
    one["From"], one["Subject"] = "a@example.com", "Contract"
    one.set_content(body)
    for name, content in files:
        if isinstance(content, EmailMessage):
            one.add_attachment(content, filename=name)
        else:
            one.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return one


def listed(data, name="a"):
    found = containers.contents(data, name, SUFFIXES)
    return found.contracts, found.others


OUTLOOK = compound(message(attachment("a.txt", WORDS), attachment("big.pdf", bytes(9000)), attachment("x.png", b"p")))


@pytest.mark.parametrize(
    ("data", "contracts", "others"),
    [
        (archive(("f/a.txt", WORDS), ("b.pdf", b"%PDF"), ("c.png", b""), ("f/", b"")), ["f/a.txt", "b.pdf"], ["c.png"]),
        (archive(("__MACOSX/._a.txt", b"x"), (".b.txt", b"x"), ("~$c.docx", b"x"), ("a.txt", b"x")), ["a.txt"], []),
        (archive(("../../etc/a.txt", WORDS)), ["../../etc/a.txt"], []),
        (archive(("a.txt", b"1"), ("./a.txt", b"2"), ("d\\a.txt", b"3")), ["a.txt", "a (2).txt", "d/a.txt"], []),
        (archive(("in.zip", archive(("a.txt", WORDS))), ("no.zip", archive(("a.png", b"x")))), ["in.zip!a.txt"],
         ["no.zip!a.png", "no.zip"]),
        (mail(("a.txt", WORDS), ("logo.png", b"x")).as_bytes(), ["a.txt"], ["logo.png"]),
        (mail(("fw.eml", mail(("a.txt", WORDS)))).as_bytes(), ["fw.eml!a.txt"], []),
        (mail(("Vertr\u00e4ge \u2013 neu.txt", WORDS)).as_bytes(), ["Vertr\u00e4ge \u2013 neu.txt"], []),
        (OUTLOOK, ["a.txt", "big.pdf"], ["x.png"]),
        (compound(message(embedded("FW", attachment("a.txt", WORDS)))), ["FW.msg/a.txt"], []),
    ],
)  # fmt: skip
def test_contents_are_listed_and_each_can_be_read(data, contracts, others):
    assert listed(data) == (contracts, others)
    assert all(containers.member(data, "a", name) for name in contracts)


def test_attachments_without_a_name_are_named_by_their_type():
    one = mail()
    one.add_attachment(b"%PDF", maintype="application", subtype="pdf")
    assert listed(one.as_bytes()) == (["attachment.pdf"], [])


def test_member_of_a_container_is_loaded_by_both_names(tmp_path):
    path = tmp_path / "pack.zip"
    path.write_bytes(archive(("f/a.txt", WORDS), ("b.txt", b"Other")))
    document = load(f"{path}!f/a.txt")
    assert document.text == WORDS.decode()
    assert document.source.name == "pack.zip!f/a.txt"


def test_member_of_an_inner_container_is_loaded(tmp_path):
    path = tmp_path / "m.eml"
    path.write_bytes(mail(("pack.zip", archive(("a.txt", WORDS)))).as_bytes())
    assert load(f"{path}!pack.zip!a.txt").text == WORDS.decode()


def test_a_file_that_really_has_such_a_name_comes_first(tmp_path):
    (tmp_path / "a.zip").write_bytes(archive(("b.txt", WORDS)))
    (tmp_path / "a.zip!b.txt").write_bytes(b"The file")
    (tmp_path / "wow!.txt").write_bytes(b"The wow")
    assert load(tmp_path / "a.zip!b.txt").text == "The file"
    assert load(tmp_path / "wow!.txt").text == "The wow"


def test_a_container_with_one_contract_stands_for_it(tmp_path):
    path = tmp_path / "m.msg"
    path.write_bytes(compound(message(attachment("a.txt", WORDS), attachment("x.png", b"p"))))
    document = load(path)
    assert (document.text, document.source.name) == (WORDS.decode(), "m.msg!a.txt")


def test_a_container_with_several_contracts_names_them(tmp_path):
    path = tmp_path / "p.zip"
    path.write_bytes(archive(*((f"{n}.txt", WORDS) for n in range(12))))
    with pytest.raises(SeveralContractsError, match=r"p\.zip!0\.txt, .* and 2 more; name one"):
        load(path)


def test_a_container_without_contracts_is_refused(tmp_path):
    with pytest.raises(NoContractsError):
        load(mail().as_bytes(), name="m.eml")


def test_an_unknown_member_is_missing(tmp_path):
    path = tmp_path / "p.zip"
    path.write_bytes(archive(("a.txt", WORDS)))
    with pytest.raises(MissingFileError) as caught:
        load(f"{path}!b.txt")
    assert caught.value.source == f"{path}!b.txt"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (archive(("a.txt", WORDS))[:-30], "p.zip"),
        (b"\x00\x01\x02", "m.eml"),
        (OUTLOOK[:1200], "m.msg"),
        (b"plain words", "m.msg"),
    ],
)
def test_a_damaged_container_is_an_error_of_ours(data, name):
    with pytest.raises(InputError):
        containers.contents(data, name, SUFFIXES)


def test_a_mail_that_is_cut_off_is_damaged_though_some_of_it_can_be_listed():
    data = mail(("a.txt", WORDS), ("b.txt", WORDS * 40)).as_bytes()
    found = containers.contents(data[:-600], "m.eml", SUFFIXES)
    assert found.contracts == ["a.txt", "b.txt"]
    assert found.damage is not None
    with pytest.raises(MalformedFileError, match="cut off"):
        load(data[:-600], name="m.eml")


def test_a_member_that_cannot_be_opened_is_left_to_the_reader_to_explain():
    inner = archive(("a.txt", WORDS))
    data = archive(("cut.zip", inner[:-30]), ("b.txt", WORDS))
    assert listed(data)[0] == ["cut.zip", "b.txt"]
    with pytest.raises(InputError):
        load(containers.member(data, "p.zip", "cut.zip"), name="cut.zip")


def _encrypted():
    """The archive of `a.txt` with the traditional encryption, made by hand: the standard library only reads it."""
    data = bytearray(archive(("a.txt", WORDS)))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    return bytes(data)


@pytest.mark.parametrize("password", [None, "wrong"])
def test_encrypted_members_say_so(password):
    data = _encrypted()
    assert listed(data)[0] == ["a.txt"]
    with pytest.raises((EncryptedFileError, MalformedFileError)) as caught:
        containers.member(data, "p.zip", "a.txt", password)
    assert password or isinstance(caught.value, EncryptedFileError)
    if isinstance(caught.value, EncryptedFileError):  # one wrong password of 256 passes the check, and gives rubbish
        assert ("right one" in caught.value.hint) == (password is not None)


def test_bombs_are_refused_unread(monkeypatch):
    data = archive(("a.txt", bytes(20 * 1024 * 1024)))
    with pytest.raises(TooLargeError, match="200 times"):
        containers.member(data, "p.zip", "a.txt")
    monkeypatch.setattr(zip_members, "MAX_BYTES", 1000)
    with pytest.raises(TooLargeError):
        containers.member(data, "p.zip", "a.txt")


def test_inner_containers_may_not_unpack_to_more_than_all_of_them_may(monkeypatch):
    monkeypatch.setattr(containers, "_MOST_INNER_BYTES", 300)
    with pytest.raises(TooLargeError):
        listed(archive(*((f"{n}.zip", archive(("a.txt", WORDS))) for n in range(5))))


def test_more_contracts_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(containers, "MAX_MEMBERS", 3)
    with pytest.raises(TooLargeError):
        listed(archive(*((f"{n}.txt", WORDS) for n in range(5))))


def test_more_files_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(containers, "_MOST_FILES", 10)
    inner = archive(*((f"{n}.png", b"x") for n in range(4)))
    with pytest.raises(TooLargeError):
        listed(archive(*((f"{n}.zip", inner) for n in range(4))))


def test_containers_inside_one_another_are_opened_to_a_depth():
    data = archive(("a.txt", WORDS))
    for number in range(4):
        data = archive((f"{number}.zip", data))
    contracts, _ = listed(data)
    assert contracts == ["3.zip!2.zip!1.zip"]


def test_a_mail_nested_without_end_is_an_error_of_ours():
    data = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    with pytest.raises(InputError):
        load(b"From: a\r\n" + data, name="m.eml")


def test_old_formats_in_a_container_are_contracts_where_they_are_converted(tmp_path):
    path = tmp_path / "p.zip"
    path.write_bytes(archive(("a.rtf", b"{\\rtf1 x}"), ("b.doc", b"x")))
    with pytest.raises(NoContractsError):
        load(path)
    with pytest.raises(SeveralContractsError, match=r"p\.zip!a\.rtf, p\.zip!b\.doc"):
        load(path, reading=ReadOptions(convert=True))


def test_a_file_without_a_name_in_an_archive_is_no_contract():
    data = archive(("Q", b"x"), ("a.txt", WORDS))
    start = data.index(b"PK\x01\x02")
    one = data[start : start + 47]
    nameless = one[:28] + bytes(2) + one[30:46]
    end = data.index(b"PK\x05\x06")
    size, offset = struct.unpack_from("<II", data, end + 12)
    tail = data[end : end + 12] + struct.pack("<II", size - 1, offset) + data[end + 20 :]
    assert listed(data[:start] + nameless + data[start + 47 : end] + tail) == (["a.txt"], ["unnamed"])


def test_messages_inside_one_another_are_opened_to_a_depth_and_the_rest_says_why_not():
    inner = attachment("a.txt", WORDS)
    for _ in range(5):
        inner = embedded("FW", inner)
    data = compound(message(inner))
    (name,), others = listed(data)
    assert not others
    with pytest.raises(TooLargeError, match="too many others"):
        containers.member(data, "m.msg", name)
