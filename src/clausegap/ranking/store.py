"""Where files of weights are found."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from clausegap import _resources
from clausegap.errors import WeightsError
from clausegap.ranking.model import Weights, weights_from_bytes


@lru_cache(maxsize=1)
def shipped_weights() -> bytes | None:
    """Returns the file of weights that is part of the package, or None where it was left out."""
    path = _resources.weights_file()
    return path.read_bytes() if path.is_file() else None


def read_weights(path: Path) -> bytes:
    """Returns a file of weights.

    Raises:
        WeightsError: It cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise WeightsError(str(path), f"cannot be read ({error.strerror}); a clause type names it") from error


@lru_cache(maxsize=8)
def loaded(data: bytes, name: str) -> Weights:
    """Returns the weights of a file; equal files share them.

    Raises:
        WeightsError: It is damaged, or made by another version.
    """
    return weights_from_bytes(data, name)
