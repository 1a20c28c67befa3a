"""Lets ``python -m clausegap`` run the command line."""

from __future__ import annotations

from clausegap.cli import main

if __name__ == "__main__":
    main()
