"""What kind of file some bytes are, by their first bytes and, where these leave it open, the suffix."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from typing import Final, Literal, NoReturn

from clausegap.errors import EncryptedFileError, MalformedFileError, OldWordFormatError, UnknownFormatError

Format = Literal["pdf", "word", "text", "html", "markdown", "filing", "zip", "mail", "outlook"]

WORD_SUFFIXES: Final = (".docx", ".docm", ".dotx", ".dotm")
HTML_SUFFIXES: Final = (".html", ".htm", ".xhtml")
MARKDOWN_SUFFIXES: Final = (".md", ".markdown")
TEXT_SUFFIXES: Final = (".txt", ".text")
MAIL_SUFFIX: Final = ".eml"
CONTAINER_SUFFIXES: Final = (".zip", MAIL_SUFFIX, ".msg")
CONTAINER_MARK: Final = "!"  # between a container and a file in it
CONTAINERS: Final[tuple[Format, ...]] = ("zip", "mail", "outlook")
OLD_SUFFIXES: Final = (".doc", ".dot", ".rtf", ".odt", ".ott", ".wpd")
_HEAD: Final = 1024
_MARKUP_HEAD: Final = 4096  # the comments before a page's first tag can be long
_HINT: Final = "give a PDF with a text layer, a Word file (.docx, .docm), a web page or plain text"
_OCR_HINT: Final = "make a PDF with a text layer of it by OCR"
_CONVERT: Final = "give --convert if LibreOffice is installed, or convert it: soffice --headless --convert-to docx FILE"

# Signatures as listed in the formats' own specifications; offsets other than 0 are handled below.
_SIGNATURES: Final = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"%!PS", "a PostScript file"),
)
_HTML: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p)\b",
    re.I | re.S,
)
_WHOLE_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_TAG: Final = re.compile(rb"<[/!?]?[a-z]", re.I)
# The first line of a filing as the American regulator's system sends it out, or of one document of it.
_FILING: Final = re.compile(
    rb"\s*(?:-----BEGIN PRIVACY-ENHANCED MESSAGE-----|<SEC-DOCUMENT>|<SUBMISSION>|<DOCUMENT>\s*<TYPE>)", re.I
)
# A mail begins with header lines (RFC 5322); web archives are mails too (RFC 2557).
_MAIL: Final = re.compile(rb"(?:[!-9;-~]+:[ \t][^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3}")
_MAIL_SIGN: Final = re.compile(rb"^(?:mime-version|message-id|return-path|content-type):", re.I | re.M)
_WEB_ARCHIVE: Final = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
_XML: Final = re.compile(rb"\s*<\?xml\b", re.I)
_WORD_XML: Final = re.compile(rb"mso-application\s+progid=\"Word|<w:wordDocument|<pkg:package")
_ZIP_KINDS: Final = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("META-INF/container.xml", "an EPUB book"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_KINDS: Final = (
    ("Workbook", "a binary Excel workbook"),
    ("PowerPoint Document", "a binary PowerPoint presentation"),
)
# What zipfile is known to raise for damaged archives, depending on which field is damaged; its RuntimeError
# also asks for a password, its NotImplementedError stands for a method of packing that it does not know.
ZIP_ERRORS: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def sniff(data: bytes, name: str) -> Format:
    """Returns the format of a file's bytes.

    The bytes decide. The suffix of the name tells what they leave open: characters that may be plain text, a
    mail, Markdown or a part of a web page, and a damaged file from a foreign one.

    Args:
        data: The whole file, not empty.
        name: File name, for its suffix and for messages.

    Raises:
        OldWordFormatError: Binary Word, RTF, OpenDocument, WordPerfect or Word's flat XML.
        EncryptedFileError: A Word file that needs a password.
        MalformedFileError: The suffix promises PDF or Word, and the bytes are neither that nor
            another known format.
        UnknownFormatError: Anything else that is not text; the message names it where known.
    """
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(_OLE):
        return _sniff_ole(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data, name)
    markup = _sniff_markup(data, name)
    if markup is not None:
        return markup
    _refuse_signature(head, name)
    return _sniff_text(data, name)


def _sniff_text(data: bytes, name: str) -> Format:
    """Returns what a file of characters is, which its suffix must tell, unless it promises another format."""
    suffix, head = _suffix(name), data[:_MARKUP_HEAD]
    if suffix == MAIL_SUFFIX:
        return "mail"
    if suffix not in TEXT_SUFFIXES and _MAIL.match(head) and _MAIL_SIGN.search(head):
        if _WEB_ARCHIVE.search(head):
            raise UnknownFormatError(name, "it is a web archive (.mht)", "open it in a browser and save it as .html")
        return "mail"
    if suffix in HTML_SUFFIXES and _TAG.search(data):
        return "html"
    if suffix in MARKDOWN_SUFFIXES:
        return "markdown"
    if suffix == ".pdf":
        raise MalformedFileError(name, "it is named .pdf but has no PDF header", "get a complete copy")
    if suffix in WORD_SUFFIXES:
        raise MalformedFileError(name, f"it is named {suffix} but is no Word file", "get a complete copy")
    if suffix == ".doc":
        raise OldWordFormatError(name, "it is named .doc but is no Word file of any known kind", _CONVERT)
    return "text"


def refuse_binary(name: str) -> NoReturn:
    """Refuses bytes that turned out to be no text in any encoding.

    Raises:
        UnknownFormatError: Always.
    """
    raise UnknownFormatError(name, "binary data of no known format", _HINT)


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return dot + suffix.lower() if stem else ""


def _sniff_ole(data: bytes, name: str) -> Format:
    """Tells apart what Microsoft's compound file holds, by its stream names ([MS-CFB] 2.6.1)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedFileError(name, "the Word file is encrypted", "save a copy without a password")
    if "WordDocument".encode("utf-16-le") in data:
        raise OldWordFormatError(name, "a binary Word file (.doc)", _CONVERT)
    if "__properties_version1.0".encode("utf-16-le") in data:
        return "outlook"
    for stream, kind in _OLE_KINDS:
        if stream.encode("utf-16-le") in data:
            raise UnknownFormatError(name, f"it is {kind}", _HINT)
    if _suffix(name) in (".doc", *WORD_SUFFIXES):
        raise OldWordFormatError(name, "a binary Word file (.doc)", _CONVERT)
    raise UnknownFormatError(name, "it is a Microsoft compound file of unknown content", _HINT)


def _sniff_zip(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.namelist()
            is_document = "mimetype" in parts and archive.getinfo("mimetype").file_size < _HEAD
            mimetype = archive.read("mimetype") if is_document else b""
    except ZIP_ERRORS as error:
        return _damaged_zip(data, name, error)
    if b"opendocument.text" in mimetype:
        raise OldWordFormatError(name, "an OpenDocument text (.odt)", _CONVERT)
    if _suffix(name) in WORD_SUFFIXES or any(part.lower().startswith("word/") for part in parts):
        return "word"
    for prefix, kind in _ZIP_KINDS:
        if any(part.startswith(prefix) for part in parts):
            raise UnknownFormatError(name, f"it is {kind}", _HINT)
    return "zip"


def _damaged_zip(data: bytes, name: str, error: Exception) -> NoReturn:
    if b"word/" in data or _suffix(name) in WORD_SUFFIXES:
        raise MalformedFileError(name, "the Word file is truncated or damaged", "get a complete copy") from error
    raise MalformedFileError(name, "the ZIP archive is truncated or damaged", "get a complete copy") from error


def _sniff_markup(data: bytes, name: str) -> Format | None:
    """Returns the format of a file that begins with a tag of a known kind, or None."""
    head = data[:_MARKUP_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode("ascii", "ignore")
    if head.startswith(b"{\\rtf"):
        raise OldWordFormatError(name, "a Rich Text file (.rtf)", _CONVERT)
    if head.startswith(b"\xffWPC"):
        raise OldWordFormatError(name, "a WordPerfect file", _CONVERT)
    if _XML.match(head) and _WORD_XML.search(data[: 8 * _HEAD]):
        raise OldWordFormatError(name, "a Word file saved as XML", _CONVERT)
    if _FILING.match(head):
        return "filing"
    if _HTML.match(head):
        # Markdown may begin with a few tags, but not with a whole page.
        is_part = _suffix(name) in MARKDOWN_SUFFIXES and not _WHOLE_PAGE.search(head)
        return "markdown" if is_part else "html"
    if _XML.match(head):
        raise UnknownFormatError(name, "it is an XML file", _HINT)
    return None


def _refuse_signature(head: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            hint = _OCR_HINT if kind.endswith("image") else _HINT
            raise UnknownFormatError(name, f"it is {kind}", hint)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise UnknownFormatError(name, "it is a WebP image", _OCR_HINT)
    if head[4:8] == b"ftyp":
        raise UnknownFormatError(name, "it is a HEIC image or a video", _OCR_HINT)
    if head[:2] == b"BM" and head[6:10] == b"\x00\x00\x00\x00":
        raise UnknownFormatError(name, "it is a BMP image", _OCR_HINT)
