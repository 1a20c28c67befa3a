"""A Word file of which a few parts are changed; all others keep their bytes."""

from __future__ import annotations

import io
import posixpath
import shutil
import zipfile
from typing import Final

from lxml import etree

from clausegap.errors import MalformedFileError
from clausegap.loaders import word_names as names
from clausegap.loaders.sniff import ZIP_ERRORS
from clausegap.loaders.word_package import Relation, entry_key, main_part, open_package

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
_TYPES_PART: Final = "[Content_Types].xml"
_OVERRIDE: Final = f"{{{_PACKAGE}content-types}}Override"
_RELATIONSHIP: Final = f"{{{_PACKAGE}relationships}}Relationship"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SIGNATURES: Final = "_xmlsignatures/"
_FIRST_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can hold: no clock gets into it


class WordParts:
    """The parts of one Word file that are to be changed.

    Attributes:
        body: Name of the part with the body.
        main: Root of that part.

    Args:
        data: The file.
        source: Its name, for errors.

    Raises:
        InputError: It cannot be read.
    """

    def __init__(self, data: bytes, source: str) -> None:
        self._data = data
        self._package = open_package(data, source)
        self.body = main_part(self._package)
        self._changed: dict[str, etree._Element] = {}
        self._strict = self._package.namespaces(self.body)
        self.main = self._opened(self.body)

    def comments(self) -> etree._Element:
        """Returns the root of the part with the comments, which is made where the file has none."""
        linked = (link.target for link in self.links() if link.kind == "comments")
        part = next((target for target in linked if target is not None), None)
        if part is None:
            return self._added(self._link("comments"), "comments")
        return self._opened(part) if part in self._package else self._added(part, "comments")

    def note_part(self, part: str) -> etree._Element:
        """Returns the root of another part with text, for looking only."""
        root = self._package.root(part)
        assert root is not None, "the loader read text from it"
        return root

    def links(self) -> tuple[Relation, ...]:
        """Returns the links of the part with the body."""
        return self._package.relations(self.body)

    def data(self) -> bytes:
        """Returns the file with the changed parts, the same bytes for the same changes.

        Raises:
            MalformedFileError: Another part is damaged or locked, so that it cannot be copied.
        """
        try:
            return self._copied()
        except (*ZIP_ERRORS, NotImplementedError, RuntimeError) as error:  # the last stands for encrypted entries
            problem = "a part of it that is no text is damaged or locked and cannot be copied"
            raise MalformedFileError(self._package.source, problem, "open it in Word and save it again") from error

    def _copied(self) -> bytes:
        written = {entry_key(part): self._serialised(root) for part, root in self._changed.items()}
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(target, "w") as new:
            # Of entries with one name readers take the last.
            for key, info in {entry_key(info.filename): info for info in old.infolist()}.items():
                own = written.pop(key, None)
                with old.open(info) if own is None else io.BytesIO(own) as data, new.open(_like(info), "w") as entry:
                    shutil.copyfileobj(data, entry)
            for part in self._changed:
                if entry_key(part) in written:
                    info = zipfile.ZipInfo(part, _FIRST_DATE)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    new.writestr(info, written[entry_key(part)])
        return target.getvalue()

    def _opened(self, part: str) -> etree._Element:
        root = self._package.root(part)
        assert root is not None, "the package has it, as its links say"
        return self._changed.setdefault(part, root)

    def _added(self, part: str, kind: str) -> etree._Element:
        """Returns the root of a new part, which is declared in the list of content types."""
        types = self._opened(_TYPES_PART)
        if not any(entry_key(one.get("PartName", "")) == entry_key(part) for one in types.iter(_OVERRIDE)):
            etree.SubElement(types, _OVERRIDE, PartName=f"/{part}", ContentType=f"{_WORD_TYPE}{kind}+xml")
        root = etree.Element(names.MAIN + kind, nsmap={"w": names.MAIN.strip("{}")})
        return self._changed.setdefault(part, root)

    def _link(self, kind: str) -> str:
        """Returns the name for a new part beside the one with the body, which now links to it."""
        folder = posixpath.dirname(self.body)
        stems = (kind, *(f"{kind}{number}" for number in range(1, 1000)))
        name = next(stem for stem in stems if posixpath.join(folder, f"{stem}.xml") not in self._package)
        links = self._links_root()
        taken = {link.get("Id") for link in links}
        own = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        office = f"{_STRICT}officeDocument/" if self._strict else _OFFICE
        etree.SubElement(links, _RELATIONSHIP, Id=own, Type=f"{office}relationships/{kind}", Target=f"{name}.xml")
        return posixpath.join(folder, f"{name}.xml")

    def _links_root(self) -> etree._Element:
        folder, name = posixpath.split(self.body)
        part = posixpath.join(folder, "_rels", f"{name}.rels")
        if part in self._package:
            return self._opened(part)
        empty = etree.fromstring(f'<Relationships xmlns="{_PACKAGE}relationships"/>')
        return self._changed.setdefault(part, empty)

    def _serialised(self, root: etree._Element) -> bytes:
        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for strict in self._strict if etree.QName(root).namespace == names.MAIN.strip("{}") else ():
            area, _, rest = strict.removeprefix(_STRICT.encode()).partition(b"/")
            renamed = b"http://schemas.openxmlformats.org/" + area + b"/2006/" + rest
            data = data.replace(b'="' + renamed + b'"', b'="' + strict + b'"')
        return data


def is_signed(data: bytes) -> bool:
    """Whether a Word file bears a digital signature over its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(entry_key(name).startswith(_SIGNATURES) for name in archive.namelist())


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Returns a new entry with the name, date, packing and attributes of an old one."""
    entry = zipfile.ZipInfo(info.filename, info.date_time)
    entry.compress_type = info.compress_type
    entry.external_attr = info.external_attr
    entry.create_system = info.create_system
    return entry
