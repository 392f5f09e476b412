"""Where in a file a piece of display text was written."""

from __future__ import annotations

from allvoice.guide.model import Block, Guide
from allvoice.listenability.report import Finding, Severity, shown_path


class SourceMap:
    """Makes findings with the line and column of what they are about."""

    def __init__(self, guide: Guide) -> None:
        """Take a guide that was loaded with its lines; without them a block is one place."""
        self._guide = guide
        self.names = [shown_path(path) for path in guide.files]

    def in_block(
        self,
        block: Block,
        offset: int,
        snippet: str,
        kind: str,
        severity: Severity,
        message: str,
        rule: str = "",
    ) -> Finding:
        """Return a finding about some display text of a block.

        Args:
            block: where it is.
            offset: where in the block's text the snippet begins; the same words may stand there
                more than once.
            snippet: words that stand in the source as they are shown.
            kind: what kind of finding.
            severity: how bad.
            message: one sentence.
            rule: what decided how the snippet is heard, where that matters.
        """
        line, column = self._place(block, offset, snippet)
        return Finding(self.names[block.file], line, column, kind, severity, message, rule)

    def at_line(self, file: int, line: int, kind: str, severity: Severity, message: str) -> Finding:
        """Return a finding about a line."""
        return Finding(self.names[file], line, 1, kind, severity, message)

    def line_of(self, file: int, start: str) -> int:
        """Return the first line of a file that begins with some words; 1 where none is known."""
        lines = (self._guide.lines[file] if self._guide.lines else None) or ()
        found = (number for number, line in enumerate(lines, 1) if line.startswith(start))
        return next(found, 1)

    def _place(self, block: Block, offset: int, snippet: str) -> tuple[int, int]:
        lines = self._guide.lines[block.file] if self._guide.lines else None
        if lines is None:
            return block.line, 1
        first = block.line - 1
        last = self._last_line(block, len(lines))
        # Display text may break a snippet otherwise than its source; its first word is whole.
        word = snippet.split()[0] if snippet.split() else snippet
        before = block.text[:offset].count(word)
        for number in range(first, min(last, len(lines))):
            at = -1
            while (at := lines[number].find(word, at + 1)) >= 0:
                if before == 0:
                    return number + 1, at + 1
                before -= 1
        return block.line, 1

    def _last_line(self, block: Block, last: int) -> int:
        """Return the line after the block's last one."""
        blocks = self._guide.blocks
        following = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        if following is None or following.file != block.file:
            return last
        return max(following.line - 1, block.line)
