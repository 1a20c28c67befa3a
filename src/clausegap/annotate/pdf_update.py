"""Appends new and changed objects to a PDF, whose own bytes stay as they are (ISO 32000-1, 7.5.6).

pypdf can do so too, but it parses and hashes every object of a file first, cannot with encrypted files, and ends a file
that has a table of its objects with a stream of them, which not all readers take. So only its reader and objects are
used here, and the section that ends the file is of the kind that the file has.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
)

_START: Final = re.compile(rb"startxref\s+(\d+)")
_HEAD: Final = 1024  # bytes in which readers look for a header
_TAIL: Final = 4096  # bytes in which a file's last pointer to its cross-reference section stands
_KEPT: Final = ("/Root", "/Info", "/Encrypt")
_Key = tuple[int, int]


def entry(dictionary: DictionaryObject, key: str) -> PdfObject | None:
    """Returns a value that a dictionary holds or refers to, or None; its own ``get`` gives references as they are."""
    if key not in dictionary:
        return None
    return dictionary[key]


def header_of(data: bytes) -> int:
    """Returns where a file's header stands, from which its offsets count: mostly at its first byte."""
    return max(data.find(b"%PDF-", 0, _HEAD), 0)


class Update:
    """New and changed objects of a file.

    Args:
        data: The file; its cross-reference section must be sound.
    """

    def __init__(self, data: bytes, reader: PdfReader) -> None:
        self._data = data
        self._reader = reader
        self._objects: dict[_Key, PdfObject] = {}
        self._size = _size(reader)

    def add(self, value: PdfObject) -> IndirectObject:
        """Returns the reference of a new object, which may still be changed."""
        number = self._size
        self._size += 1
        self._objects[number, 0] = value
        self._reader.cache_indirect_object(0, number, value)  # so that its reference leads to it
        return IndirectObject(number, 0, self._reader)

    def changed(self, reference: IndirectObject) -> DictionaryObject:
        """Returns a dictionary of the file that is going to be changed.

        Raises:
            TypeError: The file has something else there.
        """
        value = reference.get_object()
        if not isinstance(value, DictionaryObject):
            raise TypeError(f"object {reference.idnum} is no dictionary")
        self._objects[reference.idnum, reference.generation] = value
        return value

    def written(self) -> bytes:
        """Returns the file with all objects behind it."""
        header = header_of(self._data)
        out = io.BytesIO()
        out.write(self._data if self._data.endswith((b"\n", b"\r")) else self._data + b"\n")
        out.seek(0, io.SEEK_END)
        places = {}
        for (number, generation), value in sorted(self._objects.items()):
            places[number, generation] = out.tell() - header
            out.write(b"%d %d obj\n" % (number, generation))
            self._encrypted(value, number, generation).write_to_stream(out)
            out.write(b"\nendobj\n")
        start = int(_START.findall(self._data[-_TAIL:])[-1])
        trailer = self._trailer(start, out.getvalue())
        at = out.tell() - header
        if self._data[header + start :].lstrip(b"\0\t\n\f\r ").startswith(b"xref"):
            _write_table(out, places, trailer)
        else:
            _write_stream(out, {**places, (self._size, 0): at}, trailer)  # which is an object itself
        out.write(b"startxref\n%d\n%%%%EOF\n" % at)
        return out.getvalue()

    def _encrypted(self, value: PdfObject, number: int, generation: int) -> PdfObject:
        encryption = self._reader._encryption  # pypdf's writer takes it from there too
        return value if encryption is None else encryption.encrypt_object(value, number, generation)

    def _trailer(self, previous: int, body: bytes) -> DictionaryObject:
        """Returns the trailer, with an identifier that is the same for the same bytes."""
        trailer = DictionaryObject({NameObject("/Size"): NumberObject(self._size)})
        trailer[NameObject("/Prev")] = NumberObject(previous)
        for key in _KEPT:
            if key in self._reader.trailer:
                trailer[NameObject(key)] = self._reader.trailer.raw_get(key)
        own = entry(self._reader.trailer, "/ID")
        first = own[0] if isinstance(own, ArrayObject) and own else None
        if first is None and "/Encrypt" not in trailer:  # else its key is made of no identifier
            first = ByteStringObject(_identifier(self._data))
        if first is not None:
            trailer[NameObject("/ID")] = ArrayObject([first, ByteStringObject(_identifier(body))])
        return trailer


def _size(reader: PdfReader) -> int:
    """Returns the lowest number that no object of the file has."""
    told = entry(reader.trailer, "/Size")
    used = [number for numbers in (*reader.xref.values(), reader.xref_objStm) for number in numbers]
    return max(int(told) if isinstance(told, NumberObject) else 0, 1 + max(used, default=0))


def _identifier(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()[:16]


def _runs(places: Iterable[_Key]) -> Iterator[Sequence[_Key]]:
    """Yields the keys whose numbers follow one another."""
    for _, run in groupby(enumerate(places), key=lambda item: item[1][0] - item[0]):
        yield [key for _, key in run]


def _write_table(out: io.BytesIO, places: dict[_Key, int], trailer: DictionaryObject) -> None:
    out.write(b"xref\n0 1\n0000000000 65535 f \n")  # readers expect every table to begin with the object that is none
    for run in _runs(places):
        out.write(b"%d %d\n" % (run[0][0], len(run)))
        out.writelines(b"%010d %05d n \n" % (places[key], key[1]) for key in run)
    out.write(b"trailer\n")
    trailer.write_to_stream(out)
    out.write(b"\n")


def _write_stream(out: io.BytesIO, places: dict[_Key, int], trailer: DictionaryObject) -> None:
    number = max(number for number, _ in places)
    stream = DecodedStreamObject()
    stream.update(trailer)
    stream[NameObject("/Type")] = NameObject("/XRef")
    stream[NameObject("/Size")] = NumberObject(number + 1)
    stream[NameObject("/W")] = ArrayObject(NumberObject(width) for width in (1, 4, 2))
    stream[NameObject("/Index")] = ArrayObject(
        NumberObject(value) for run in _runs(places) for value in (run[0][0], len(run))
    )
    stream.set_data(b"".join(struct.pack(">BIH", 1, place, key[1]) for key, place in places.items()))
    out.write(b"%d 0 obj\n" % number)
    stream.write_to_stream(out)
    out.write(b"\nendobj\n")
