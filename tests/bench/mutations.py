"""Ways to damage a file, each decided by the random numbers it is given, so that a damage can be repeated."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

Damage = Callable[[bytes, bytes, Random], bytes]

_EXTREMES: Final = (
    b"0", b"1", b"-1", b"255", b"65536", b"2147483647", b"2147483648", b"-2147483648", b"4294967296",
    b"99999999999999999999", b"1e308", b"0.0000001", b"", b"null", b"<<>>", b"[]",
)  # fmt: skip
_INTEGER: Final = re.compile(rb"\d{1,10}")
_PDF_NAME: Final = re.compile(rb"/[A-Z][A-Za-z0-9]{1,20}")
_OBJECT: Final = re.compile(rb"\d+ \d+ obj\b.*?endobj", re.S)
_TAG: Final = re.compile(rb"<[^<>]{1,400}>")
_VALUE: Final = re.compile(rb"=\"[^\"<>]{0,200}\"")
_CHARACTERS: Final = (
    "\x00\x01\x08\x0b\x0c\x1b\x1f\x7f\x85\xa0\xad\u200b\u2028\u2029\u202e\ufeff\ufffd\ufffe\U0010ffff()[]{}<>&\"'"
)
_LONGEST: Final = 4_000


def flip_bits(data: bytes, other: bytes, rng: Random) -> bytes:
    """Turns over 1 to 64 bits."""
    damaged = bytearray(data)
    for _ in range(rng.randint(1, 64)):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def truncate(data: bytes, other: bytes, rng: Random) -> bytes:
    """Cuts the file off."""
    return data[: rng.randrange(1, len(data) + 1)]


def drop_chunk(data: bytes, other: bytes, rng: Random) -> bytes:
    """Leaves a stretch out."""
    start, end = _stretch(data, rng)
    return data[:start] + data[end:] or data


def double_chunk(data: bytes, other: bytes, rng: Random) -> bytes:
    """Repeats a stretch, up to 20 times."""
    start, end = _stretch(data, rng)
    return data[:end] + data[start:end] * rng.randint(1, 20) + data[end:]


def splice(data: bytes, other: bytes, rng: Random) -> bytes:
    """Joins the beginning of one file to the end of another."""
    return data[: rng.randrange(1, len(data) + 1)] + other[rng.randrange(len(other)) :]


def insert_noise(data: bytes, other: bytes, rng: Random) -> bytes:
    """Puts random bytes in."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.randbytes(rng.randint(1, 200)) + data[at:]


def extreme_numbers(data: bytes, other: bytes, rng: Random) -> bytes:
    """Puts extreme values in the place of 1 to 8 numbers."""
    return _replaced(data, _INTEGER, lambda _: rng.choice(_EXTREMES), rng)


def swap_names(data: bytes, other: bytes, rng: Random) -> bytes:
    """Puts names of a PDF in the place of others."""
    names = _PDF_NAME.findall(data)
    return _replaced(data, _PDF_NAME, lambda _: rng.choice(names), rng) if names else data


def swap_objects(data: bytes, other: bytes, rng: Random) -> bytes:
    """Exchanges the bodies of two objects of a PDF."""
    spans = [found.span() for found in _OBJECT.finditer(data)]
    if len(spans) < 2:
        return data
    (a, b), (c, d) = sorted(rng.sample(spans, 2))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def damage_text(data: bytes, other: bytes, rng: Random) -> bytes:
    """Sprinkles strange characters over a text, or pulls one of them out to a long run."""
    text = data.decode("utf-8", "replace")
    for _ in range(rng.randint(1, 30)):
        at = rng.randrange(len(text) + 1)
        letter = rng.choice(_CHARACTERS) if rng.random() < 0.7 else chr(rng.randrange(0x110000))
        text = text[:at] + letter * rng.choice((1, 1, 1, 40, _LONGEST)) + text[at:]
    return text.encode(rng.choice(("utf-8", "utf-16", "utf-32", "cp1252")), "replace")


def damage_xml(data: bytes, other: bytes, rng: Random) -> bytes:
    """Drops, repeats, exchanges or deeply nests tags, or exchanges values of attributes."""
    tags = [found.span() for found in _TAG.finditer(data)]
    if len(tags) < 2:
        return flip_bits(data, other, rng)
    way = rng.randrange(5)
    if way == 0:
        values = _VALUE.findall(data) or [b'=""']
        extreme = [b'="%s"' % value for value in _EXTREMES if b"<" not in value]
        return _replaced(data, _VALUE, lambda _: rng.choice(rng.choice((values, extreme))), rng)
    (a, b), (c, d) = sorted(rng.sample(tags, 2))
    if way == 1:
        return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]
    if way == 2:
        return data[:a] + data[b:]
    if way == 3:
        return data[:b] + data[a:d] * rng.randint(1, 30) + data[d:]
    name = re.match(rb"<([\w:]+)", data[a:b])
    many = rng.choice((3, 40, 250, 3_000))
    return data if name is None else data[:a] + b"<%s>" % name[1] * many + data[a:]


def damage_package(data: bytes, other: bytes, rng: Random) -> bytes:
    """Damages one or two parts of a zip package, which is packed again without a fault."""
    parts = _parts(data)
    names = [name for name in parts if name.endswith((".xml", ".rels"))] or list(parts)
    for name in rng.sample(names, min(len(names), rng.randint(1, 2))):
        whole = parts[name] or b" "
        way = rng.choice((damage_xml, damage_xml, damage_xml, flip_bits, truncate, drop_chunk))
        parts[name] = way(whole, whole, rng)
    if rng.random() < 0.1:
        parts.pop(rng.choice(list(parts)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


_BYTES: Final[tuple[Damage, ...]] = (flip_bits, truncate, drop_chunk, double_chunk, splice, insert_noise)
_BY_SUFFIX: Final[dict[str, Sequence[Damage]]] = {
    ".pdf": (*_BYTES, extreme_numbers, extreme_numbers, swap_names, swap_objects),
    ".docx": (*_BYTES, *(damage_package,) * 12),
    ".docm": (*_BYTES, *(damage_package,) * 12),
}


def mutate(data: bytes, other: bytes, suffix: str, rng: Random) -> bytes:
    """Returns a damaged file; ``other`` is one of the same kind, for splices."""
    ways = _BY_SUFFIX.get(suffix, (*_BYTES, damage_text, damage_text, damage_text, damage_xml))
    for _ in range(rng.choice((1, 1, 1, 2))):
        data = rng.choice(ways)(data, other, rng) or data
    return data


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, OSError):  # it was damaged before
        return {"word/document.xml": data}


def _stretch(data: bytes, rng: Random) -> tuple[int, int]:
    start = rng.randrange(len(data))
    return start, min(len(data), start + rng.randint(1, _LONGEST))


def _replaced(data: bytes, pattern: re.Pattern[bytes], choose: Callable[[bytes], bytes], rng: Random) -> bytes:
    spans = [found.span() for found in pattern.finditer(data)]
    for start, end in sorted(rng.sample(spans, min(len(spans), rng.randint(1, 8))), reverse=True):
        data = data[:start] + choose(data[start:end]) + data[end:]
    return data
