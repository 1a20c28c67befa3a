"""The loggers of the library: ``clausegap`` and one below it for each layer, for instance ``clausegap.loaders``.

Nothing is shown unless the application asks for it. Records at INFO and above name files, counts, codes, fingerprints
and durations; words of a contract, of its metadata and of its parties' names never appear above DEBUG.
"""

from __future__ import annotations

import logging

# Without a handler Python itself would print warnings on standard error.
logging.getLogger("clausegap").addHandler(logging.NullHandler())


def logger_of(layer: str) -> logging.Logger:
    """Returns the logger of a layer.

    Example:
        >>> logger_of("loaders").name
        'clausegap.loaders'
    """
    return logging.getLogger(f"clausegap.{layer}")
