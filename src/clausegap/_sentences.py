"""Words as sentences, alike in the reasons of a verdict and in all that shows them."""

from __future__ import annotations

from typing import Final

_SIGNS: Final = (".", "!", "?", "…")


def capitalised(text: str) -> str:
    """Returns a text with a capital at its beginning; capitals in it stay.

    Example:
        >>> capitalised("audit by KPMG")
        'Audit by KPMG'
    """
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """Returns a text with a sign at its end; an empty one stays empty.

    Example:
        >>> ended("for cause only"), ended("for cause?")
        ('for cause only.', 'for cause?')
    """
    return text if text.endswith(_SIGNS) or not text else f"{text}."


def sentence(text: str) -> str:
    """Returns a text with a capital at its beginning and a sign at its end."""
    return ended(capitalised(text))
