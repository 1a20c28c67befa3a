"""Reads comments back from a Word file, and checks what Word demands of them, without any code of the package."""

import io
import posixpath
import zipfile
from collections import Counter

from lxml import etree

# Wrappers in which a mark may stand, and the flows that hold paragraphs (ECMA-376 part 1, EG_RangeMarkupElements).
_HOLDERS = {"p", "hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple", "ins", "moveTo", "del", "moveFrom",
            "dir", "bdo", "body", "tc"}  # fmt: skip
_NOT_SHOWN = {"del", "moveFrom", "Fallback", "instrText", "pPr", "rPr", "txbxContent", "fldData", "sdtPr"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "?"}
_SHOWN_AS = str.maketrans("\u2010\u2011", "--", "\u00ad\u200b\u2060\ufeff")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EMPTY = ("pPr", "rPr")
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def name_of(element):
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element, name):
    return next((value for key, value in element.items() if etree.QName(key).localname == name), None)


def part(data, name="document.xml"):
    """The root of a part of the folder that holds the body."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = next((n for n in archive.namelist() if posixpath.basename(n) == name), None)
        return None if found is None else etree.fromstring(archive.read(found))


def commented(data, view="accepted"):
    """The words that each comment stands on, by its id in order; signs of fonts are question marks."""
    hidden = _NOT_SHOWN if view == "accepted" else (_NOT_SHOWN - {"del", "moveFrom"}) | {"ins", "moveTo"}
    found, open_ = {}, set()
    _walk(part(data), hidden, found, open_)
    assert not open_, open_
    return {key: "".join(found[key]).translate(_SHOWN_AS) for key in sorted(found, key=int)}


def _walk(element, hidden, found, open_):
    name = name_of(element)
    if name in hidden or not name:
        return
    if name == "commentRangeStart":
        open_.add(attribute(element, "id"))
        found[attribute(element, "id")] = []
    elif name == "commentRangeEnd":
        open_.remove(attribute(element, "id"))
    elif name in ("t", "delText"):
        _add(found, open_, element.text or "")
    elif name in _SIGNS and name_of(element.getparent()) == "r":
        _add(found, open_, _SIGNS[name])
    for inner in element:
        _walk(inner, hidden, found, open_)
    if name == "p":
        _add(found, open_, "\n")


def _add(found, open_, text):
    for key in open_:
        found[key].append(text)


def bodies(data):
    """The paragraphs of each comment, by its id, with its author and date."""
    root = part(data, "comments.xml")
    return {
        attribute(comment, "id"): (
            ["".join(t.text or "" for t in p.iter() if name_of(t) == "t") for p in comment if name_of(p) == "p"],
            attribute(comment, "author"),
            attribute(comment, "date"),
        )
        for comment in ([] if root is None else root)
    }


def faults(data):
    """What Word would refuse, or repair, in the body and the comments of a file."""
    root = part(data)
    marks = {name: [el for el in root.iter() if name_of(el) == name] for name in _MARKS}
    order = {element: index for index, element in enumerate(root.iter())}
    known = [attribute(el, "id") for el in part(data, "comments.xml") if name_of(el) == "comment"]
    bad = [f"comment {key} is there {times} times" for key, times in Counter(known).items() if times > 1]
    for key in known:
        places = [[order[el] for el in marks[name] if attribute(el, "id") == key] for name in _MARKS]
        if [len(one) for one in places] != [1, 1, 1] or places[:2] != sorted(places[:2]):
            bad.append(f"comment {key} has marks at {places}")
    for name, elements in marks.items():
        bad += [f"{name} of no comment" for el in elements if attribute(el, "id") not in known]
        allowed = {"r"} if name == "commentReference" else _HOLDERS
        bad += [f"{name} in {name_of(el.getparent())}" for el in elements if name_of(el.getparent()) not in allowed]
    bad += list(_malformed(root))
    return bad + list(_malformed(part(data, "comments.xml")))


def _malformed(root):
    for element in root.iter():
        name = name_of(element)
        inner = [name_of(one) for one in element]
        if name in ("p", "r") and f"{name}Pr" in inner[1:]:
            yield f"{name}Pr is not first in {inner}"
        if name in ("tc", "comment") and inner[-1:] != ["p"]:
            yield f"{name} does not end with a paragraph: {inner}"
        if name == "sdt" and set(inner) - {"sdtPr", "sdtEndPr", "sdtContent"}:
            yield f"sdt holds {inner}"
        text = element.text or ""
        if name == "t" and text != text.strip() and element.get(_SPACE) != "preserve":
            yield f"white space of {text!r} would be lost"


def settled(data, author, *, accept):
    """The paragraphs of the body, with their properties, when all insertions of an author are accepted or rejected."""
    root = part(data)
    for change in [e for e in root.iter() if name_of(e) == "ins" and attribute(e, "author") == author]:
        holder = change.getparent()
        if name_of(holder) == "rPr" and not accept:
            _join(holder.getparent().getparent())
        elif accept and name_of(holder) != "rPr":
            for inner in list(change):
                change.addprevious(inner)
        if change.getparent() is not None:
            change.getparent().remove(change)
    return [_shape(p) for p in root.iter() if name_of(p) == "p"]


def _join(paragraph):
    """Without its end mark a paragraph goes on in the next one, whose properties hold for both."""
    following = paragraph.getnext()
    at = 1 if len(following) and name_of(following[0]) == "pPr" else 0
    for inner in reversed([e for e in paragraph if name_of(e) != "pPr"]):
        following.insert(at, inner)
    paragraph.getparent().remove(paragraph)


def _shape(paragraph):
    own = [e for e in paragraph if name_of(e) == "pPr"]
    properties = [name_of(e) + str(sorted(e.attrib.items())) for p in own for e in p.iter() if name_of(e) not in _EMPTY]
    return properties, "".join(e.text or "" for e in paragraph.iter() if name_of(e) in ("t", "delText"))
