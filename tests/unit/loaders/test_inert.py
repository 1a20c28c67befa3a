"""Reading a file and reviewing it fetches nothing, starts nothing and writes nothing."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import textwrap
import zipfile

import pytest
from printing import print_pdf, rows
from word_files import para, word_file, zipped

WORDS = "1. SECRECY\nThe Supplier shall keep all Confidential Information secret.\n"
# The audit hook sees what Python does; what libraries in C do on a network shows at the listening socket. Sockets
# that are only made are let pass: our pipe to the reading process is one, and urllib3, which spaCy imports, makes
# another to see whether the machine knows IPv6.
DRIVER = """
    import os, socket, sys

    def refuse(event, arguments):
        if event == "open":
            path, mode, flags = arguments
            writes = (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if writes and path != os.devnull and not isinstance(path, int):
                stop(event, arguments)
        elif event.startswith(("socket.connect", "socket.send", "socket.getaddrinfo", "socket.gethost", "urllib",
                               "subprocess", "os.exec", "os.posix_spawn", "os.system", "os.mkdir", "os.rename",
                               "os.remove", "os.link", "os.symlink", "shutil", "tempfile", "webbrowser", "ftplib",
                               "http", "smtplib")):
            stop(event, arguments)

    def stop(event, arguments):
        os.write(2, f"REFUSED {event} {arguments!r}\\n".encode())
        os._exit(99)

    sys.addaudithook(refuse)
    sys.argv = ["clausegap", "review", *sys.argv[1:], "--format", "json", "--no-ocr", "--fail-on", "never"]
    from clausegap.cli import main
    main()
"""


def _hostile(url, path):
    """Yields names and contents of files that ask a reader to fetch, open or run something."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = ("image", "attachedTemplate", "aFChunk", "oleObject", "frame", "hyperlink", "subDocument", "styles")
    links = "".join(
        f'<Relationship Id="r{i}" Type="{office}/{kind}" Target="{target}" TargetMode="External"/>'
        for i, (kind, target) in enumerate((kind, target) for kind in kinds for target in (url, path.as_uri()))
    )
    plain = word_file(para("The Supplier shall keep it secret.") + '<w:altChunk r:id="r4"/><w:subDoc r:id="r12"/>')
    yield (
        "links.docx",
        _with(plain, {"word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{links}</Relationships>'}),
    )
    for number, prolog in enumerate(
        (
            f'<!DOCTYPE w SYSTEM "{url}x.dtd">',
            f'<!DOCTYPE w [<!ENTITY x SYSTEM "{url}">]>',
            f'<!DOCTYPE w SYSTEM "{path.as_uri()}">',
        )
    ):
        yield f"dtd{number}.docx", word_file(para("&x;" if "ENTITY" in prolog else "x"), prolog=prolog)
    yield "macro.docm", _with(plain, {"word/vbaProject.bin": "Sub AutoOpen()"})
    pdf = print_pdf(rows("The Supplier shall keep all of it secret."))
    for number, action in enumerate(
        (
            f"/S /URI /URI ({url})",
            "/S /Launch /F (/bin/touch)",
            f"/S /JavaScript /JS (app.launchURL('{url}'))",
            f"/S /GoToR /F ({path})",
        )
    ):
        catalog = b"/Type /Catalog /OpenAction << %s >>" % action.encode()
        yield f"action{number}.pdf", pdf.replace(b"/Type /Catalog", catalog)
    yield (
        "page.html",
        f'<html><body><img src="{url}"><script src="{url}"></script><p>{WORDS}</p></body></html>'.encode(),
    )
    yield "page.txt", f'<img src="{url}">\n{WORDS}'.encode()


def _with(data, more):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({**{name: archive.read(name).decode("utf-8") for name in archive.namelist()}, **more})


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the reading process is started as a program")
def test_a_review_opens_no_connection_starts_no_program_and_writes_no_file(tmp_path):
    folder, empty = tmp_path / "in", tmp_path / "empty"
    folder.mkdir()
    empty.mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        for name, data in _hostile(url, secret):
            (folder / name).write_bytes(data)
        before = sorted(tmp_path.rglob("*"))
        places = {"TMPDIR": str(empty), "HOME": str(empty), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(DRIVER), *sorted(map(str, folder.iterdir()))],
            capture_output=True,
            text=True,
            cwd=empty,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **places},
            check=False,
        )
        with pytest.raises(BlockingIOError):
            server.accept()
    assert "REFUSED" not in done.stderr
    assert done.returncode == 3, done.stderr  # those with a document type are refused
    assert done.stdout.count('"rules_fingerprint"') >= 7
    assert "SECRET" not in done.stdout
    assert sorted(tmp_path.rglob("*")) == before
