"""Turns a report into text for people and programs: JSON, Markdown, HTML, a notebook card, CSV."""
