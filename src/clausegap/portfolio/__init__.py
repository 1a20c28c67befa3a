"""Portfolios: what many reports say together."""

from clausegap.portfolio.collection import Portfolio

__all__ = ["Portfolio"]
