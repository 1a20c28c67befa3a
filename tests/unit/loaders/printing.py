"""Writes small PDF files for the tests, by the letter of ISO 32000-1."""

import hashlib
from math import cos, radians, sin

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
LEFT = 72
TOP = 740


def rows(*texts, left=LEFT, top=TOP, pitch=14):
    """Places lines of text one below the other."""
    return [(left, top - index * pitch, text) for index, text in enumerate(texts)]


def print_pdf(*pages, drawing=b"", user_password=None, box=(0, 0, 595, 842), rotation=0, unicode=None):
    """Returns a PDF; each page is a list of (x, y, text), each text in 10 point Courier.

    A fourth value is the size, a fifth the angle in degrees by which the text is turned anticlockwise.

    Args:
        drawing: Content behind the text.
        user_password: Encrypts the file.
        box: Its media box.
        rotation: Degrees by which a viewer turns the pages clockwise.
        unicode: What bytes of the texts mean, as a ToUnicode map from byte to text; the empty text for nothing.
    """
    count = len(pages)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (count, b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(count))),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding%s >>"
        % (b"" if unicode is None else b" /ToUnicode %d 0 R" % (4 + 2 * count)),
    }
    if unicode is not None:
        objects[4 + 2 * count] = _stream(_to_unicode(unicode))
    key = None if user_password is None else _key(user_password)
    for index, page in enumerate(pages):
        at = 4 + 2 * index
        objects[at] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%d %d %d %d] /Rotate %d"
            b" /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % (*box, rotation, at + 1)
        )
        content = b"\n".join(_show(*item) for item in page) + b"\n" + drawing
        if key is not None:
            content = _rc4(hashlib.md5(key + bytes([at + 1, 0, 0, 0, 0])).digest()[:10], content)
        objects[at + 1] = _stream(content)
    return assemble(objects, user_password)


def _stream(content):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _to_unicode(meanings):
    """A ToUnicode CMap (ISO 32000-1, 9.10.3) that maps every printable byte to itself but for the given ones."""
    all_bytes = {byte: chr(byte) for byte in range(32, 127)} | meanings
    lines = [b"<%02x> <%s>" % (byte, text.encode("utf-16-be").hex().encode()) for byte, text in all_bytes.items()]
    body = b"\n".join(lines)
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n%d beginbfchar\n%s\nendbfchar\nendcmap end end"
        % (len(lines), body)
    )


def _show(x, y, text, size=10, angle=0):
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    turn = radians(angle)
    matrix = b"%.5f %.5f %.5f %.5f %.2f %.2f" % (cos(turn), sin(turn), -sin(turn), cos(turn), x, y)
    return b"BT /F1 %.2f Tf %s Tm (%s) Tj ET" % (size, matrix, escaped)


def assemble(objects, user_password=None):
    """Returns a PDF of objects by their number; the first is its catalog."""
    out = bytearray(b"%PDF-1.4\n")
    starts = []
    trailer = b"/Size %d /Root 1 0 R" % (len(objects) + 2)
    if user_password is not None:
        owner, user = _entries(user_password)
        objects[len(objects) + 1] = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
            owner.hex().encode(),
            user.hex().encode(),
        )
        trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    for number, body in sorted(objects.items()):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(starts) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in starts)
    return bytes(out + b"trailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))


def _padded(password):
    return (password.encode() + PAD)[:32]


def _owner_entry(password):
    return _rc4(hashlib.md5(_padded("owner")).digest()[:5], _padded(password))


def _key(password):
    """Algorithm 2 of ISO 32000-1, revision 2: 40 bits."""
    seed = _padded(password) + _owner_entry(password) + (0xFFFFFFFC).to_bytes(4, "little") + b"\x00"
    return hashlib.md5(seed).digest()[:5]


def _entries(password):
    return _owner_entry(password), _rc4(_key(password), PAD)


def _rc4(key, data):
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
