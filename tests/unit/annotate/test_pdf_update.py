import io
import re

from annotated import is_sound
from printing import assemble, print_pdf, rows
from pypdf import PdfReader
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from clausegap.annotate.pdf_outline import TITLE, Bookmark, add_bookmarks
from clausegap.annotate.pdf_update import Update

DATA = print_pdf(rows("One."), rows("Two."))


def reader_of(data):
    return PdfReader(io.BytesIO(data))


def dictionary(**entries):
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def packed():
    """A file whose table of objects is a stream (ISO 32000-1, 7.5.8), the catalog lying in a stream of objects."""
    head = b"1 0 2 33 " + b"<< /Type /Catalog /Pages 2 0 R >>" + b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>"
    out = bytearray(b"%PDF-1.5\n")
    places = {}

    def put(number, body):
        places[number] = len(out)
        out.extend(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    put(3, b"<< /Type /ObjStm /N 2 /First 9 /Length %d >>\nstream\n%s\nendstream" % (len(head), head))
    put(4, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>")
    start = len(out)
    rows_ = [(0, 0, 65535), (2, 3, 0), (2, 3, 1), (1, places[3], 0), (1, places[4], 0), (1, start, 0)]
    table = b"".join(bytes([kind]) + at.to_bytes(3, "big") + more.to_bytes(2, "big") for kind, at, more in rows_)
    put(
        5,
        b"<< /Type /XRef /Size 6 /Root 1 0 R /W [1 3 2] /Length %d >>\nstream\n%s\nendstream" % (len(table), table),
    )
    return bytes(out + b"startxref\n%d\n%%%%EOF" % start)


def test_new_and_changed_objects_come_behind_the_file():
    reader = reader_of(DATA)
    update = Update(DATA, reader)
    new = update.add(dictionary(Kind=NameObject("/New")))
    page = reader.pages[1].indirect_reference
    update.changed(page)[NameObject("/Own")] = new
    written = update.written()
    assert written.startswith(DATA)
    assert is_sound(written)
    assert reader_of(written).pages[1]["/Own"]["/Kind"] == "/New"
    assert "/Own" not in reader_of(written).pages[0]
    assert written.count(b" obj\n") == DATA.count(b" obj\n") + 2


def test_file_with_a_table_gets_a_table():
    update = Update(DATA, reader_of(DATA))
    update.add(dictionary())
    added = update.written()[len(DATA) :]
    assert re.search(rb"\nxref\n0 1\n0000000000 65535 f \n\d+ 1\n\d{10} 00000 n \ntrailer\n", added)


def test_file_with_a_stream_of_places_gets_a_stream():
    data = packed()
    assert is_sound(data)
    reader = reader_of(data)
    update = Update(data, reader)
    update.changed(reader.root_object.indirect_reference)[NameObject("/Lang")] = TextStringObject("en")
    written = update.written()
    assert written.startswith(data + b"\n")
    assert b"trailer" not in written
    assert is_sound(written)
    again = PdfReader(io.BytesIO(written), strict=True)
    assert again.root_object["/Lang"] == "en"
    assert len(again.pages) == 1


def test_updates_can_follow_one_another():
    first = Update(DATA, reader_of(DATA))
    first.add(dictionary(Kind=NameObject("/First")))
    once = first.written()
    second = Update(once, reader_of(once))
    reference = second.add(dictionary(Kind=NameObject("/Second")))
    twice = second.written()
    assert twice.startswith(once)
    assert reader_of(twice).get_object(reference.idnum - 1)["/Kind"] == "/First"
    assert reader_of(twice).get_object(reference.idnum)["/Kind"] == "/Second"


def test_first_identifier_of_a_file_is_kept():
    data = print_pdf(rows("One.")).replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<0011> <0011>]")
    update = Update(data, reader_of(data))
    update.add(dictionary())
    first, second = reader_of(update.written()).trailer["/ID"]
    assert first.original_bytes == b"\x00\x11"
    assert second.original_bytes != first.original_bytes


def test_streams_are_written_with_their_length():
    update = Update(DATA, reader_of(DATA))
    stream = DecodedStreamObject()
    stream.set_data(b"0 0 m")
    reference = update.add(stream)
    found = reader_of(update.written()).get_object(reference.idnum)
    assert found.get_data() == b"0 0 m"


def bookmarked(data):
    reader = reader_of(data)
    update = Update(data, reader)
    page = reader.pages[0].indirect_reference
    add_bookmarks(update, reader, [Bookmark("One", page, 0, 10), Bookmark("Two\n\x07", page, 0, 20, "weak")])
    return PdfReader(io.BytesIO(update.written()), strict=True)


def test_bookmarks_are_an_outline_of_their_own_where_there_is_none():
    reader = bookmarked(DATA)
    parent, children = reader.outline
    assert parent["/Title"] == TITLE
    assert [child["/Title"] for child in children] == ["One", "Two \ufffd"]
    assert reader.root_object["/Outlines"]["/Count"] == 3


def test_outline_whose_items_run_in_a_circle_gets_the_bookmarks_once():
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        4: b"<< /Type /Outlines /First 5 0 R /Last 6 0 R /Count -2 >>",
        5: b"<< /Title (A) /Parent 4 0 R /Next 6 0 R >>",
        6: b"<< /Title (B) /Parent 4 0 R /Next 5 0 R >>",
    }
    reader = bookmarked(assemble(objects))
    root = reader.root_object["/Outlines"]
    assert root["/Count"] == 3
    last = root["/Last"]
    assert last["/Title"] == TITLE
    assert last["/Prev"]["/Title"] == "B"
    assert root["/First"]["/Next"]["/Next"]["/Title"] == TITLE


def test_outline_in_the_catalog_itself_is_kept():
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /Outlines << /First 4 0 R /Last 4 0 R /Count 1 >> >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        4: b"<< /Title (A) >>",
    }
    titles = [item["/Title"] for item in bookmarked(assemble(objects)).outline if not isinstance(item, list)]
    assert titles == ["A", TITLE]
