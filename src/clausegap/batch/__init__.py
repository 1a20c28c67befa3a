"""Reviews of many documents at once, in worker processes that may crash or hang without harm."""

from __future__ import annotations

from clausegap.batch.errand import review_one
from clausegap.batch.many import review_many

__all__ = ["review_many", "review_one"]
