"""Opens the zip package of a Word file, and only those parts of it that are asked for.

Every byte that is inflated is counted, document type declarations are refused, and whatever zipfile
or lxml find wrong with a file comes out as one of this package's own errors.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

from clausegap.errors import EncryptedFileError, MalformedFileError, TooLargeError
from clausegap.loaders.sniff import ZIP_ERRORS

MAX_INFLATED: Final = 200_000_000
MAX_RATIO: Final = 200
RATIO_COUNTS_FROM: Final = 8_000_000  # a small part may be as repetitive as it likes
MAX_TAGS: Final = 4_000_000  # in one part; a parsed element takes some twenty times the room of a short tag

_USUAL_MAIN_PART: Final = "word/document.xml"
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_STRICT_DECLARATION: Final = re.compile(rb'(xmlns(?::[\w.-]+)?=")http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)')
_TRANSITIONAL: Final = rb"\1http://schemas.openxmlformats.org/\2/2006/\3"
_ENCRYPTED_ENTRY: Final = 0x1
_RESAVE: Final = "open it in Word and save it again as .docx"


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part of the package to another.

    Attributes:
        id: Name by which the XML refers to it.
        kind: Last word of its type, for instance ``footnotes`` (equal in both variants of the format).
        target: Name of the part, or None for something outside the file.
    """

    id: str
    kind: str
    target: str | None


class Package:
    """The parts of one Word file, inflated when they are asked for.

    Attributes:
        source: Name of the file, for error messages.
    """

    def __init__(self, archive: zipfile.ZipFile, source: str, size: int) -> None:
        self.source = source
        self._archive = archive
        self._size = size
        self._inflated = 0
        # One for all parts; after a part with an error nothing more is read.
        self._parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        self._entries = {entry_key(info.filename): info for info in archive.infolist()}

    def __contains__(self, part: str) -> bool:
        return entry_key(part) in self._entries

    def root(self, part: str, *, tidy: Callable[[bytes], bytes] | None = None) -> etree._Element | None:
        """Returns the root element of a part, or None when the package has no such part.

        Args:
            part: Its name.
            tidy: Takes out of the part's bytes what nobody needs, before they are parsed.

        Raises:
            MalformedFileError: The part is damaged, is not XML, or declares a document type.
            EncryptedFileError: The part opens only with a password.
            TooLargeError: The parts read so far are over the limits.
        """
        info = self._entries.get(entry_key(part))
        if info is None:
            return None
        data = self._inflate(info)
        return self._parse(data if tidy is None else tidy(data), part)

    def namespaces(self, part: str) -> frozenset[bytes]:
        """Returns the namespaces of the strict variant that a part declares, which ``root`` renames.

        Raises:
            InputError: As for ``root``.
        """
        info = self._entries.get(entry_key(part))
        found = () if info is None else _STRICT_DECLARATION.finditer(self._inflate(info))
        return frozenset(match.group().partition(b'"')[2] for match in found)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Returns the links of a part in the order of the file; ``""`` stands for the package itself."""
        folder, name = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", name + ".rels"))
        return () if root is None else tuple(_relation(el, folder) for el in root.iter(_RELATIONSHIP))

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & _ENCRYPTED_ENTRY:
            raise EncryptedFileError(self.source, "it is protected with a password", "save it without one")
        self._refuse_bombs(info)
        try:
            with self._archive.open(info) as stream:
                data = stream.read(MAX_INFLATED - self._inflated + 1)
        except ZIP_ERRORS as error:
            raise self._damaged("its zip archive is damaged") from error
        self._inflated += len(data)
        if self._inflated > MAX_INFLATED:
            raise self._too_large()
        return data

    def _refuse_bombs(self, info: zipfile.ZipInfo) -> None:
        packed = max(min(info.compress_size, self._size), 1)
        swollen = info.file_size > RATIO_COUNTS_FROM and info.file_size > MAX_RATIO * packed
        if swollen or self._inflated + info.file_size > MAX_INFLATED:
            raise self._too_large()

    def _parse(self, data: bytes, part: str) -> etree._Element:
        if data.count(b"<") > MAX_TAGS:
            raise self._too_large()
        root = self._parse_once(data, part)
        if str(root.tag).startswith("{" + _STRICT):
            renamed = _STRICT_DECLARATION.sub(_TRANSITIONAL, etree.tostring(root))
            return self._parse_once(renamed, part)
        return root

    def _parse_once(self, data: bytes, part: str) -> etree._Element:
        try:
            root = etree.fromstring(data, self._parser)
        except etree.LxmlError as error:
            raise self._damaged(f"{posixpath.basename(part)} inside it is not sound XML") from error
        if root.getroottree().docinfo.internalDTD is not None:  # there for any declaration, however short
            raise self._damaged("it declares a document type, which no Word file needs and attacks use")
        return root

    def _damaged(self, problem: str) -> MalformedFileError:
        return MalformedFileError(self.source, problem, _RESAVE)

    def _too_large(self) -> TooLargeError:
        limit = MAX_INFLATED // 1_000_000
        return TooLargeError(
            self.source,
            f"it unpacks to more than {limit} MB, or to far more than its size suggests",
            "split the document",
        )


def open_package(data: bytes, source: str) -> Package:
    """Returns the package in the bytes of a Word file; none of its parts is read yet.

    Raises:
        MalformedFileError: The bytes are not a sound zip archive.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except ZIP_ERRORS as error:
        raise MalformedFileError(source, "its zip archive is damaged or cut short", _RESAVE) from error
    return Package(archive, source, len(data))


def main_part(package: Package) -> str:
    """Returns the name of the part with the document's body.

    Raises:
        MalformedFileError: There is none.
    """
    targets = [link.target for link in package.relations("") if link.kind == "officeDocument"]
    for target in (*targets, _USUAL_MAIN_PART):
        if target is not None and target in package:
            return target
    raise MalformedFileError(
        package.source, "it is a zip archive without a Word document in it", "check that it is a Word file"
    )


def _relation(element: etree._Element, folder: str) -> Relation:
    kind = element.get("Type", "").rpartition("/")[2]
    target = None if element.get("TargetMode") == "External" else _resolve(element.get("Target", ""), folder)
    return Relation(element.get("Id", ""), kind, target)


def _resolve(target: str, folder: str) -> str:
    """Returns the part name that a link in a folder means; it never leaves the package."""
    path = unquote(target).replace("\\", "/").partition("#")[0]
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


def entry_key(name: str) -> str:
    """Returns what is equal for all ways to write the name of a part or of its entry in the archive."""
    # Part names are equal without regard to case (ECMA-376 part 2), and some writers use backslashes.
    return name.replace("\\", "/").lstrip("/").lower()
