"""Values that show themselves: one line in a terminal, a card in a notebook."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from clausegap.model.evidence import Value

_CARDS: Final = "clausegap.renderers.cards"


class Shown(Value):
    """Base of the values that users look at; each says by ``__repr_args__`` what its line holds.

    A notebook asks the value itself for its card, but the model knows no renderer. So the module is looked up by its
    name when a card is asked for, as the package looks up its public names.
    """

    def _repr_html_(self) -> str:
        return str(import_module(_CARDS).render(self))
