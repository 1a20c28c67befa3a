"""The files in a ZIP archive, read in memory and within limits."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Final

from clausegap.errors import EncryptedFileError, MalformedFileError, TooLargeError
from clausegap.loaders.members import MAX_BYTES, Listing, Member, plain_name
from clausegap.loaders.sniff import CONTAINER_MARK, ZIP_ERRORS

# The directory at the end has some 100 bytes an entry; parsed it takes several times as much memory.
_MOST_DIRECTORY: Final = 8 * 1024 * 1024
# Text shrinks to a tenth, contracts of other formats hardly at all; what shrinks further is no contract.
_MOST_RATIO: Final = 200
_RATIO_FROM: Final = 10 * 1024 * 1024  # bytes
_END: Final = b"PK\x05\x06"
_END_AREA: Final = 65_557  # bytes: the record and the longest comment behind it
_SIZE_AT: Final = 12  # of the directory, in the end record (APPNOTE 4.3.16)
_ZIP64: Final = 0xFFFFFFFF
_CHUNK: Final = 1024 * 1024
_ENCRYPTED: Final = 0x1


def zip_members(data: bytes, name: str, password: str | None) -> Listing:
    """Returns the files in an archive.

    Args:
        data: The archive.
        name: Of it, for errors.
        password: Opens its encrypted members.

    Raises:
        MalformedFileError: The archive is damaged.
        TooLargeError: It has more entries than the limit allows.
    """
    _check_directory(data, name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except ZIP_ERRORS as error:
        raise MalformedFileError(name, "the archive is damaged", "get a complete copy") from error
    # Not ``is_dir``, which looks for the last character of a name even where there is none.
    files = [info for info in archive.infolist() if not info.filename.endswith("/")]
    return Listing([_member(archive, info, name, password) for info in files])


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, password: str | None) -> Member:
    name = plain_name(info.filename)
    return Member(name, _Reader(archive, info, f"{source}{CONTAINER_MARK}{name}", password))


class _Reader:
    """Reads one file of an archive when it is asked to."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, password: str | None) -> None:
        self._archive = archive
        self._info = info
        self._source = source
        self._password = None if password is None else password.encode("utf-8")

    def __call__(self) -> bytes:
        """Returns the file's bytes.

        Raises:
            EncryptedFileError: It opens only with another password, or not by this program.
            MalformedFileError: It is damaged.
            TooLargeError: It unpacks to more than the limits allow.
        """
        info = self._info
        limit = f"{MAX_BYTES // 1024**2} MB"
        if info.file_size > MAX_BYTES:
            raise TooLargeError(self._source, f"it unpacks to more than {limit}", "split it or drop its images")
        if info.file_size > max(_RATIO_FROM, _MOST_RATIO * info.compress_size):
            raise TooLargeError(
                self._source, f"it unpacks to more than {_MOST_RATIO} times its size", "unpack it yourself"
            )
        try:
            return self._unpacked()
        except NotImplementedError as error:
            raise self._unsupported() from error
        except RuntimeError as error:  # by which zipfile asks for a password
            raise self._locked() from error
        except ZIP_ERRORS as error:
            raise MalformedFileError(self._source, "it is damaged in the archive", "get a complete copy") from error

    def _unpacked(self) -> bytes:
        parts: list[bytes] = []
        left = self._info.file_size
        with self._archive.open(self._info, pwd=self._password) as file:
            # A size that is declared too small ends the reading; the checksum then tells.
            while left >= 0 and (part := file.read(_CHUNK)):
                parts.append(part)
                left -= len(part)
        return b"".join(parts)

    def _locked(self) -> EncryptedFileError:
        how = "with --password, in Python reading=ReadOptions(password=...), or unpack it"
        if self._password is None:
            return EncryptedFileError(self._source, "it is encrypted in the archive", f"give the password {how}")
        return EncryptedFileError(self._source, "the password does not open it", f"give the right one {how}")

    def _unsupported(self) -> EncryptedFileError | MalformedFileError:
        if self._info.flag_bits & _ENCRYPTED:
            problem = "it is encrypted in the archive by a method that cannot be opened here"
            return EncryptedFileError(self._source, problem, "unpack it")
        return MalformedFileError(self._source, "it is packed by a method that cannot be read here", "unpack it")


def _check_directory(data: bytes, name: str) -> None:
    tail = data[-_END_AREA:]
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + _SIZE_AT + 4:
        raise MalformedFileError(name, "the archive is cut off or damaged", "get a complete copy")
    (size,) = struct.unpack_from("<I", tail, end + _SIZE_AT)
    if size > _MOST_DIRECTORY or size == _ZIP64:
        raise TooLargeError(name, "it has too many entries", "split it, or unpack it")
