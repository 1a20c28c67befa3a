"""Writes small Outlook messages: Microsoft's compound file ([MS-CFB], version 3) with the streams of [MS-OXMSG]."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT_SECTOR, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
Tree = dict[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    data: bytes = b""
    right: int = NONE
    child: int = NONE
    start: int = END
    size: int = 0


@dataclass
class _Sectors:
    data: bytearray = field(default_factory=bytearray)
    fat: list[int] = field(default_factory=list)

    def add(self, content: bytes, size: int) -> int:
        """Appends content in a chain of sectors and returns the first."""
        if not content:
            return END
        first, count = len(self.fat), -(-len(content) // size)
        self.data += content.ljust(count * size, b"\0")
        self.fat += [*range(first + 1, first + count), END]
        return first


def compound(tree: Tree) -> bytes:
    """Returns a compound file with the given storages (dictionaries) and streams (bytes)."""
    entries = [_Entry("Root Entry", 5)]
    _lay(tree, entries, 0)
    small, big = _Sectors(), _Sectors()
    for entry in entries[1:]:
        if entry.kind == 2:
            entry.size = len(entry.data)
            sectors, unit = (small, MINI) if entry.size < CUTOFF else (big, SECTOR)
            entry.start = sectors.add(entry.data, unit)
    entries[0].start, entries[0].size = big.add(bytes(small.data), SECTOR), len(small.data)
    mini_fat = big.add(struct.pack(f"<{len(small.fat)}I", *small.fat).ljust(SECTOR, b"\xff"), SECTOR)
    directory = big.add(b"".join(map(_packed, entries)), SECTOR)
    fat_sectors = 1
    while fat_sectors * 128 < len(big.fat) + fat_sectors:
        fat_sectors += 1
    fat_start = len(big.fat)
    fat = [*big.fat, *[FAT_SECTOR] * fat_sectors]
    fat += [FREE] * (fat_sectors * 128 - len(fat))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        bytes.fromhex("D0CF11E0A1B11AE1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, fat_sectors, directory, 0, CUTOFF, mini_fat if small.fat else END, 1 if small.fat else 0, END, 0,
    )  # fmt: skip
    places = [fat_start + index for index in range(fat_sectors)]
    header += struct.pack("<109I", *places, *[FREE] * (109 - fat_sectors))
    return header + bytes(big.data) + struct.pack(f"<{len(fat)}I", *fat)


def _lay(tree: Tree, entries: list[_Entry], parent: int) -> None:
    before: int | None = None
    for name, content in tree.items():
        index = len(entries)
        entries.append(_Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1))
        if before is None:
            entries[parent].child = index
        else:
            entries[before].right = index
        if not isinstance(content, bytes):
            _lay(content, entries, index)
        before = index


def _packed(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ", name, len(name), entry.kind, 1, NONE, entry.right, entry.child, entry.start, entry.size
    )


def attachment(name: str, data: bytes) -> Tree:
    return {"__substg1.0_3707001F": name.encode("utf-16-le"), "__substg1.0_37010102": data, **_PROPERTIES}


def embedded(name: str, *attachments: Tree) -> Tree:
    """A message attached to a message."""
    return {
        "__substg1.0_3001001F": name.encode("utf-16-le"),
        "__substg1.0_3701000D": message(*attachments),
        **_PROPERTIES,
    }


def message(*attachments: Tree) -> Tree:
    words = {"001A": "IPM.Note", "1000": "Please see attached."}  # class and body
    body = {f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in words.items()} | _PROPERTIES
    return {**body, **{f"__attach_version1.0_#{index:08X}": tree for index, tree in enumerate(attachments)}}


_PROPERTIES: Tree = {"__properties_version1.0": bytes(32)}
