"""Makes the shipped rules ready while the package is built, so that loading them takes a tenth of the time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PreparedRules(BuildHookInterface):  # type: ignore[type-arg]
    """Puts what is worked out from the rules into the wheel, and for an editable install beside the code."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Works it out; a mistake in a rule file ends the build."""
        if self.target_name != "wheel":
            return
        source = Path(self.root, "src")
        sys.path.insert(0, str(source))
        try:
            from clausegap import _resources  # noqa: PLC0415  just made importable
            from clausegap.rules.prepare import prepare  # noqa: PLC0415
        finally:
            sys.path.remove(str(source))
        prepare()
        build_data["artifacts"].append(_resources.prepared_rules().relative_to(self.root).as_posix())
