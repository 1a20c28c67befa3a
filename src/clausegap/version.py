"""The version of the package, read by the build and printed in every report."""

from typing import Final

VERSION: Final = "0.1.0"
