"""The way from the parts of a parsed Markdown line back to where they stand in the file.

The parser tells the lines of a paragraph, not the columns of its words. Its parts come in the order
of the file, each as it is written there, so every part is looked for right behind the one before it.
"""

from __future__ import annotations

from bisect import bisect_right

from clausegap.model.document import TextRef


class Source:
    """A file in which parts are found one after the other.

    Args:
        text: The file, with line feeds as its only line ends.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._at = 0
        self._end = len(text)

    def lines(self, first: int, last: int) -> str:
        """Returns some lines, counted from 0, the last one excluded."""
        return self._text[self._start_of(first) : self._start_of(last)]

    def go_to_line(self, first: int, last: int) -> None:
        """Lets the next part be looked for in some lines, counted from 0, the last one excluded."""
        self._at = max(self._at, self._start_of(first))
        self._end = max(self._start_of(last), self._at)

    def find(self, part: str) -> TextRef | None:
        """Returns the place of the next part, or None if it does not stand there as such."""
        at = self._text.find(part, self._at, self._end) if part else -1
        if at < 0:
            return None
        self._at = at + len(part)
        return self._ref(at)

    def next_line(self) -> None:
        """Goes on behind the next line end."""
        at = self._text.find("\n", self._at, self._end)
        if at >= 0:
            self._at = at + 1

    def skip_target(self) -> None:
        """Goes on behind the target of a link whose words were just found."""
        at = self._text.find("]", self._at, self._end)
        if at < 0:
            return
        following = self._text[at + 1 : at + 2]
        if following == "[":
            at = max(self._text.find("]", at + 2, self._end), at)
        elif following == "(":
            at = self._closing(at + 1)
        self._at = at + 1

    def place_in_line(self, line: int, part: str) -> TextRef | None:
        """Returns the place of a part of one line, counted from 0."""
        if line >= len(self._starts):
            return None
        at = self._text.find(part, self._start_of(line), self._start_of(line + 1))
        return None if at < 0 else self._ref(at)

    def _closing(self, opening: int) -> int:
        """Returns where the bracket that opens at an offset is closed, or the offset itself."""
        depth = 0
        at = opening
        while at < self._end:
            character = self._text[at]
            depth += (character == "(") - (character == ")")
            if depth == 0:
                return at
            at += 2 if character == "\\" else 1
        return opening

    def _start_of(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self._text)

    def _ref(self, offset: int) -> TextRef:
        index = bisect_right(self._starts, offset) - 1
        return TextRef(index + 1, offset - self._starts[index] + 1)
