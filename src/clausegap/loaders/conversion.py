"""Old word-processor files (.doc, .rtf, .odt, .wpd), converted to .docx by LibreOffice and read as such.

LibreOffice runs without a window, with a profile of its own that is thrown away, macros and links
switched off, and within limits of time and memory. Words come as it understands them.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import olefile

from clausegap._log import logger_of
from clausegap.errors import MalformedFileError, OldWordFormatError, TimeLimitError
from clausegap.loaders.mail_members import OLE_ERRORS
from clausegap.loaders.word import load_word
from clausegap.model.document import Document, Notice, SourceInfo
from clausegap.model.reading import ReadOptions

TIME_LIMIT: Final = 120.0  # seconds; a contract of 100 pages takes some five

_LOG: Final = logger_of("loaders")
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_NAMES: Final = ("soffice", "libreoffice", "lowriter")
_MOST_MEMORY_KB: Final = 4 * 1024 * 1024
# First bytes, with the suffix and the media type of what begins so.
_KINDS: Final = (
    (b"{\\rtf", ".rtf", "application/rtf"),
    (b"PK", ".odt", "application/vnd.oasis.opendocument.text"),
    (b"\xffWPC", ".wpd", "application/vnd.wordperfect"),
    (b"\xd0\xcf\x11\xe0", ".doc", "application/msword"),
    (b"<", ".xml", "application/xml"),
)
_HINT: Final = "install LibreOffice, or convert the file on another machine"
# The profile: no macros, no update of links, no content from elsewhere, and a proxy that leads nowhere.
_SETTINGS: Final = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
)
_ITEM: Final = '<item oor:path="{0}"><prop oor:name="{1}" oor:op="fuse"><value>{2}</value></prop></item>'
_PROFILE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>'
)
# Set by the shell and not by this process, so that they hold even if this process is killed meanwhile.
_LIMITED: Final = 'ulimit -t "$0" 2>/dev/null; ulimit -v "$1" 2>/dev/null; shift; exec "$@"'


def media_type_of(data: bytes) -> str:
    """Returns the media type of an old word-processor file."""
    return _kind_of(data)[1]


def load_converted(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    """Returns the document of an old word-processor file, with a notice that it was converted.

    Raises:
        OldWordFormatError: LibreOffice is not installed.
        MalformedFileError: It cannot convert the file, for instance because a password is needed.
        TimeLimitError: It took too long.
        InputError: The converted file cannot be read.
    """
    program = find_office()
    if program is None:
        raise OldWordFormatError(source.name, "it must be converted, and LibreOffice was not found", _HINT)
    _check_compound(data, source.name)
    suffix, _ = _kind_of(data)
    with tempfile.TemporaryDirectory(prefix="clausegap-", ignore_cleanup_errors=True) as folder:
        _LOG.info("LibreOffice begins to convert %r", source.name)
        started = time.monotonic()
        converted = _convert(program, data, suffix, Path(folder), source.name)
        _LOG.info("LibreOffice converted %r in %.1f s", source.name, time.monotonic() - started)
    document = load_word(converted, source, reading)
    message = f"The file was converted to .docx by {version_of(program)}; places are those in the converted file."
    return replace(document, notices=(Notice("info", "converted", message), *document.notices))


def _kind_of(data: bytes) -> tuple[str, str]:
    """Returns the suffix and the media type that the first bytes of a file tell."""
    head = data.lstrip()[:5]
    found = ((suffix, media_type) for start, suffix, media_type in _KINDS if head.startswith(start))
    return next(found, (".doc", "application/msword"))


def find_office() -> str | None:
    """Returns the path of LibreOffice's program, or None if it is not installed."""
    found = (shutil.which(name) for name in _NAMES)
    return next(filter(None, found), None) or next((place for place in _PLACES if Path(place).is_file()), None)


@lru_cache(maxsize=4)
def version_of(program: str) -> str:
    """Returns name and version of LibreOffice, without the build."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, encoding="utf-8", timeout=30, check=False)
    except (OSError, subprocess.SubprocessError):
        return "LibreOffice"
    found = re.match(r"LibreOffice(?:Dev)? [\d.]+", done.stdout or "")
    return found.group() if found else "LibreOffice"


def _check_compound(data: bytes, name: str) -> None:
    """Refuses a broken compound file, whose bytes LibreOffice would show as if they were words."""
    if not data.startswith(olefile.MAGIC):
        return
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            is_document = ole.exists("WordDocument")
    except OLE_ERRORS:
        is_document = False
    if not is_document:
        raise MalformedFileError(name, "the Word file is damaged", "get a complete copy")


def _convert(program: str, data: bytes, suffix: str, folder: Path, name: str) -> bytes:
    original = folder / f"contract{suffix}"
    original.write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items), encoding="utf-8")
    _run(
        [
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(original),
        ],
        folder,
        name,
    )  # fmt: skip
    converted = folder / "out" / "contract.docx"
    if not converted.is_file():
        problem = "LibreOffice cannot convert it; it may be damaged, or need a password"
        raise MalformedFileError(name, problem, "open it in the program that made it and save it as .docx")
    return converted.read_bytes()


def _run(command: list[str], folder: Path, name: str) -> None:
    """Runs LibreOffice in a group of processes of its own, which ends with it."""
    on_windows = sys.platform == "win32"
    if not on_windows:
        command = ["/bin/sh", "-c", _LIMITED, str(int(TIME_LIMIT) + 1), str(_MOST_MEMORY_KB), *command]
    environment = {
        **os.environ,
        "HOME": str(folder),
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=not on_windows,
        )
    except OSError as error:
        raise OldWordFormatError(name, f"LibreOffice could not be started ({error.strerror})", _HINT) from error
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired as error:
        problem = f"LibreOffice took longer than {TIME_LIMIT:g} s to convert it"
        raise TimeLimitError(name, problem, "split it, or convert it yourself") from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice and what it started, whether or not it has come to its end."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):  # nothing of it is left
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
