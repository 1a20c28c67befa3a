"""From bytes to characters: marks at the start, declared encodings, and what is left to guess."""

from __future__ import annotations

import codecs
import re
from typing import Final

from clausegap.loaders.sniff import refuse_binary
from clausegap.model.document import Notice

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL: Final = re.compile(r"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
# Families of character sets that web pages declare; Python's other codecs are no encodings of pages.
_FAMILIES: Final = re.compile(
    r"(?:utf-?8|ascii|iso8859-\d+|cp(?:125\d|437|85\d|86\d|932|936|949|950|1006)|koi8-\w|mac-\w+|gbk|gb2312|gb18030"
    r"|big5(?:hkscs)?|euc_\w+|shift_jis\w*|iso2022_jp)$"
)
# What pages mean by these names (Encoding Standard, section 4.2).
_MEANT: Final = {"iso8859-1": "cp1252", "iso8859-9": "cp1254", "ascii": "utf-8"}


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, tuple[Notice, ...]]:
    """Returns the characters of a text file, and what was guessed about them.

    A mark at the start decides, then what the file declares, then UTF-16 by its zeros, then UTF-8;
    what is none of these is read as Windows-1252. Other one-byte encodings (Mac Roman, the code pages
    of other languages) look just like it, which is why that comes with a notice.

    Args:
        data: The file.
        name: Of the file, for errors.
        declared: Encoding that the file itself names, or None.

    Raises:
        UnknownFormatError: The bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, name), ()
    wide = wide_encoding(data)
    if wide:
        note = Notice("info", "encoding_guessed", f"The file was read as {wide}, which it does not declare.")
        return _decode_as(data, wide, name), (note,)
    meant = None if declared is None else _codec(declared)
    if meant is not None and meant != "utf-8":
        return _declared(data, meant, name)
    try:
        return _checked(data.decode("utf-8"), name), ()
    except UnicodeDecodeError:
        note = Notice("warning", "encoding_guessed", "The file is not UTF-8; it was read as Windows-1252.")
        return _decode_as(data, "cp1252", name), (note,)


def wide_encoding(data: bytes) -> str | None:
    """Tells unmarked UTF-16 by its high bytes, which are NUL in nearly all Latin text."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _codec(declared: str) -> str | None:
    """Returns the codec that a declared name means, or None for one that is no encoding of pages."""
    try:
        known = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    if not _FAMILIES.match(known):
        return None
    return _MEANT.get(known, known)


def _declared(data: bytes, encoding: str, name: str) -> tuple[str, tuple[Notice, ...]]:
    try:
        return _checked(data.decode(encoding), name), ()
    except UnicodeDecodeError:
        text = _checked(data.decode(encoding, "replace"), name)
    message = f"The file holds bytes that are none of its declared encoding, {encoding}; they were read as U+FFFD."
    return text, (Notice("warning", "invalid_characters", message),)


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return _checked(data.decode(encoding), name)
    except UnicodeDecodeError:
        refuse_binary(name)


def _checked(text: str, name: str) -> str:
    """Lets stray control characters pass, as old printers left them, but not files full of them."""
    strange = len(_CONTROL.findall(text))
    if strange > 2 + 0.01 * len(text) or text.count("\x00") > 0.2 * len(text):
        refuse_binary(name)
    return text
