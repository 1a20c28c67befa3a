"""Small questions to elements of WordprocessingML."""

from __future__ import annotations

from typing import Final

from lxml import etree

from clausegap.loaders import word_names as names

_OFF: Final = frozenset({"0", "false", "off"})
_LONGEST_INTEGER: Final = 11


def child(parent: etree._Element | None, *tags: str) -> etree._Element | None:
    """Returns the first child with one of some tags, or None; without a parent there is none."""
    # Several times faster than ``find``, which interprets a path.
    return None if parent is None else next(parent.iterchildren(*tags), None)


def value_of(parent: etree._Element | None, tag: str) -> str | None:
    """Returns the ``val`` attribute of a child element, or None."""
    found = child(parent, tag)
    return None if found is None else found.get(names.VAL)


def integer(text: str | None) -> int | None:
    """Returns a whole number written in an attribute, or None when there is none, or none of 32 bits."""
    try:
        return None if text is None or len(text) > _LONGEST_INTEGER else int(text)
    except ValueError:
        return None


def is_on(element: etree._Element | None) -> bool:
    """Returns the value of a toggle: absent is off, present without a value is on."""
    return element is not None and element.get(names.VAL) not in _OFF


def is_true(value: str | None) -> bool:
    """Returns the value of an on-off attribute; absent is off."""
    return value is not None and value not in _OFF


def chosen(alternate: etree._Element) -> etree._Element:
    """Returns the one of several forms of the same content that is read: the first, the richest."""
    choice = child(alternate, names.CHOICE)
    fallback = child(alternate, names.FALLBACK)
    return choice if choice is not None else fallback if fallback is not None else alternate
