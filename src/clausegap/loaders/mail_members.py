"""The files attached to a mail, as mail programs save it (.eml) and as Outlook does (.msg).

The text of the mail itself is no contract and is not read.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from email import errors, message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from pathlib import PurePosixPath
from typing import Final

import olefile

from clausegap.errors import MalformedFileError, MissingFileError, TooLargeError
from clausegap.loaders.members import MAX_BYTES, Listing, Member, plain_name
from clausegap.loaders.sniff import CONTAINER_MARK

# Attachments without a usual suffix are named by their type.
_SUFFIXES: Final = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.ms-word.document.macroenabled.12": ".docm",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.oasis.opendocument.text": ".odt",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "message/rfc822": ".eml",
}
_CUT_OFF: Final = (
    errors.CloseBoundaryNotFoundDefect,
    errors.StartBoundaryNotFoundDefect,
    errors.NoBoundaryInMultipartDefect,
    errors.MultipartInvariantViolationDefect,
)
_HEADER_ERRORS: Final = (LookupError, ValueError, AttributeError, TypeError, errors.MessageError)
_GET_COPY: Final = "get a complete copy"
# [MS-OXMSG] 2.2.2 and 2.4: attachments are storages, properties are streams named by tag and type.
_ATTACHMENT: Final = "__attach_version1.0_"
_PROPERTY: Final = "__substg1.0_"
_DATA: Final = "37010102"
_EMBEDDED: Final = "3701000D"
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _TYPE = "3707", "3704", "3001", "370E"
_DEEPEST_MESSAGE: Final = 3
# What the parser of compound files raises on broken ones.
OLE_ERRORS: Final = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, RecursionError)


def eml_members(data: bytes, name: str, _: str | None) -> Listing:
    """Returns the files attached to a mail.

    Raises:
        MalformedFileError: It is no mail, or nested too deeply.
    """
    try:
        message = message_from_bytes(data)
        parts = list(_parts(message))
    except RecursionError as error:
        raise MalformedFileError(name, "the mail is nested too deeply", "save the attachment by itself") from error
    if not message.keys():
        raise MalformedFileError(name, "it is no mail", _GET_COPY)
    members = [member for part in parts if (member := _attachment(part, name)) is not None]
    is_cut = any(isinstance(defect, _CUT_OFF) for part in parts for defect in part.defects)
    return Listing(members, "the mail is cut off or damaged, so attachments may be missing" if is_cut else None)


def _parts(message: Message) -> Iterator[Message]:
    """Yields a mail and all its parts, without those of mails attached to it."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        yield part
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_type() != "message/rfc822":
            waiting.extend(one for one in reversed(inner) if isinstance(one, Message))


def _attachment(part: Message, source: str) -> Member | None:
    kind = part.get_content_type()
    if part.is_multipart() and kind != "message/rfc822":
        return None
    written = _file_name(part)
    is_body = kind.startswith("text/") and part.get_content_disposition() != "attachment"
    if not written and is_body:
        return None
    name = _with_suffix(written or ("message" if kind == "message/rfc822" else "attachment"), kind)
    return Member(name, lambda: _payload(part, f"{source}{CONTAINER_MARK}{name}"))


def _file_name(part: Message) -> str:
    try:
        written = part.get_filename() or ""
        return plain_name(str(make_header(decode_header(written))))
    except _HEADER_ERRORS:
        return "attachment"  # its name is in a broken encoding; the type gives it a suffix


def _payload(part: Message, source: str) -> bytes:
    try:
        inner = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inner, list):
            return b"".join(one.as_bytes() for one in inner[:1] if isinstance(one, Message))
        decoded = part.get_payload(decode=True)
    except (*_HEADER_ERRORS, RecursionError) as error:
        raise MalformedFileError(source, "the attachment is damaged", _GET_COPY) from error
    return decoded if isinstance(decoded, bytes) else b""


def _with_suffix(name: str, kind: str) -> str:
    suffix = _SUFFIXES.get(kind, "")
    return name if PurePosixPath(name).suffix.lower() in _SUFFIXES.values() else name + suffix


def msg_members(data: bytes, name: str, _: str | None) -> Listing:
    """Returns the files attached to an Outlook message, and those attached to messages in it.

    Raises:
        MalformedFileError: The file is damaged.
    """
    try:
        ole = olefile.OleFileIO(io.BytesIO(data))
        members = list(_stored(ole, (), name))
    except OLE_ERRORS as error:
        raise MalformedFileError(name, "the Outlook message is damaged", _GET_COPY) from error
    return Listing(members)


def _stored(ole: olefile.OleFileIO, folder: tuple[str, ...], source: str, prefix: str = "") -> Iterator[Member]:
    """Yields the attachments in a storage of a message."""
    entries = {tuple(entry) for entry in ole.listdir(streams=True, storages=True)}
    depth = len(folder)
    inside = {entry[depth] for entry in entries if len(entry) > depth and entry[:depth] == folder}
    for storage in sorted(one for one in inside if one.startswith(_ATTACHMENT)):
        place = (*folder, storage)
        kind = _text(ole, place, _TYPE).lower()
        written = next(filter(None, (_text(ole, place, tag) for tag in (_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME))), "")
        embedded = (*place, _PROPERTY + _EMBEDDED)
        if embedded in entries and (*embedded, "__properties_version1.0") in entries:
            inner = f"{prefix}{plain_name(written) or 'message'}.msg"
            if depth < 2 * _DEEPEST_MESSAGE:
                yield from _stored(ole, embedded, source, f"{inner}/")
            else:
                yield Member(inner, _refusal(f"{source}{CONTAINER_MARK}{inner}"))
            continue
        name = prefix + _with_suffix(plain_name(written) or "attachment", kind)
        yield Member(name, _stream_reader(ole, (*place, _PROPERTY + _DATA), f"{source}{CONTAINER_MARK}{name}"))


def _text(ole: olefile.OleFileIO, place: tuple[str, ...], tag: str) -> str:
    """Returns a property that is text: UTF-16 (type 001F) or one-byte characters (001E)."""
    wide = [*place, f"{_PROPERTY}{tag}001F"]
    if ole.exists(wide):
        return bytes(ole.openstream(wide).read()).decode("utf-16-le", "replace").rstrip("\x00")
    narrow = [*place, f"{_PROPERTY}{tag}001E"]
    if ole.exists(narrow):
        return bytes(ole.openstream(narrow).read()).decode("cp1252", "replace").rstrip("\x00")
    return ""


def _refusal(source: str) -> Callable[[], bytes]:
    def read() -> bytes:
        raise TooLargeError(source, "it is attached to a message inside too many others", "save it by itself")

    return read


def _stream_reader(ole: olefile.OleFileIO, path: tuple[str, ...], source: str) -> Callable[[], bytes]:
    def read() -> bytes:
        if not ole.exists(list(path)):
            problem = "the mail only points to it, or holds it as an object"
            raise MissingFileError(source, problem, "save it from the mail program")
        if ole.get_size(list(path)) > MAX_BYTES:
            raise TooLargeError(source, f"it is larger than {MAX_BYTES // 1024**2} MB", "split it or drop its images")
        try:
            return bytes(ole.openstream(list(path)).read())
        except OLE_ERRORS as error:
            raise MalformedFileError(source, "the attachment is damaged", _GET_COPY) from error

    return read
