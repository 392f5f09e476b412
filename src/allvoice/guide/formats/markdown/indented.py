"""Lines indented by four spaces or more: code to Markdown, to a converter a margin.

Word processors and web pages leave whole letters indented when they are turned into Markdown. What
does not look like code is read as if it stood at the margin, with its lists, tables and marks.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock

from allvoice.guide.formats.markdown.html import KNOWN, tag_name
from allvoice.guide.formats.markdown.own_lines import OPEN_END, SHORT_LINE_CHARS

_SENTENCE_WORDS = 6
_CODE = re.compile(
    r"^(?:\$ [a-z]|>>> |#!/|#include\b|//|/\*|\*/|[\][{}(),;]+$|\"[\w-]+\"\s*:)"
    r"|^(?:def|class|func|fn|function)\s+\w+\s*[({:<]"
    r"|^(?:import\s+[\w.{*]|from\s+[\w.]+\s+import\b)"
    r"|^(?:var|let|const)\s+\w+\s*=|^(?:public|private|static)\s+\w+\s+\w+\s*[({=;]"
    r"|^(?:if|while|for|switch|elif)\s*\(.{0,200}\)\s*\{?$|^for \w+ in [\w.()]+:$|^(?:else|try):$"
    r"|^(?:sudo|pip3?|npm|npx|git|curl|wget|docker|apt-get|brew|cargo|ssh) [-\w./~$\"']"
    r"|^cd [~./]|^[a-z_][\w.]*\((?:[^ ()]*|[^\"',=_]*[\"',=_].*)\)[;:{]?$"
    r"|^[a-z_][\w.]*(?:\[\w*\])?\s*[-+*/]?=\s*(?:[\"'\[{(]|-?\d[\d.]*;?$|\w+[.(\[]"
    r"|(?:True|False|None|null|true|false)\b)"
    r"|[{}]$|^\}| == |!=|&&|\w::\w|\w\(\)|[)\]];$|=[^=]*;$|\$\{|^return\b[^.]*;$|[│├└┌┐┘┤┬┴┼]"
    r"|^\+[-=+]+\+$"
)
_FENCE = re.compile(r"(?:`{3,}|~{3,})")
_COMMENT = re.compile(r"(?:#|//|--)\s")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)*_]{0,4}$")
_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])\s|[|#>]")
_WIDE_GAP = re.compile(r"\S(?: {3,}|\t)\S")


@dataclass(slots=True)
class _Chunk:
    """Lines without a blank one between them."""

    start: int
    end: int
    code: int = 0
    """Lines that look like code."""
    prose: int = 0
    """Lines that look like words."""
    sentence: bool = False
    """It ends as a sentence does."""

    @property
    def is_code(self) -> bool:
        return self.code > 0 and self.code >= self.prose


def indented(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take indented lines: as code where they look like it, else as what they are."""
    if silent or not state.is_code_block(start_line):
        return False
    chunks = list(_chunks(state, start_line, end_line))
    if _are_code(chunks):
        _push_code(state, start_line, chunks[-1].end)
        return True
    if _is_first_line(state, chunks[-1], end_line):
        # The first line of a paragraph, as in printed books: the paragraph has it.
        chunks.pop()
        if not chunks:
            return False
    runs: list[list[_Chunk]] = []
    for chunk in chunks:
        if runs and runs[-1][-1].is_code == chunk.is_code:
            runs[-1].append(chunk)
        else:
            runs.append([chunk])
    for run in runs:
        if run[0].is_code:
            _push_code(state, run[0].start, run[-1].end)
        else:
            _tokenize(state, run[0].start, run[-1].end)
    return True


def _chunks(state: StateBlock, start: int, end: int) -> Iterator[_Chunk]:
    line, chunk, in_fence = start, None, False
    while line < end:
        if state.isEmpty(line):
            if chunk is not None and not in_fence:
                yield chunk
                chunk = None
        elif not state.is_code_block(line):
            break
        else:
            chunk = chunk or _Chunk(line, line)
            chunk.end = line + 1
            text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
            if _FENCE.match(text):
                in_fence = not in_fence
                chunk.sentence = True
            elif not in_fence:
                _judge(chunk, text)
        line += 1
    if chunk is not None:
        yield chunk


def _judge(chunk: _Chunk, line: str) -> None:
    name = tag_name(line)
    words = len(_WORD.findall(line[:400]))
    if _CODE.search(line[:1000]) or (name and name not in KNOWN and words < _SENTENCE_WORDS):
        chunk.code += 1
        chunk.sentence = False
    elif not _COMMENT.match(line):
        chunk.prose += 1
        chunk.sentence = words >= _SENTENCE_WORDS and bool(_SENTENCE_END.search(line[-8:]))


def _are_code(chunks: list[_Chunk]) -> bool:
    code = sum(chunk.code for chunk in chunks)
    prose = sum(chunk.prose for chunk in chunks)
    if not code and not prose:
        # Nothing but what might be comments, or headings of a letter.
        return False
    sentences = any(chunk.sentence and not chunk.code for chunk in chunks)
    return code > 0 and code >= prose and not sentences


def _is_first_line(state: StateBlock, chunk: _Chunk, end: int) -> bool:
    """Return whether the next line, at the margin, goes on with the only line of a chunk."""
    following = chunk.end
    if chunk.end - chunk.start > 1 or following >= end or state.isEmpty(following):
        return False
    start = state.bMarks[chunk.start] + state.tShift[chunk.start]
    if _ITEM.match(state.src, start) or _FENCE.match(state.src, start):
        return False
    terminators = state.md.block.ruler.getRules("paragraph")
    return state.sCount[following] >= state.blkIndent and not any(
        rule(state, following, end, True) for rule in terminators
    )


def _push_code(state: StateBlock, start: int, end: int) -> None:
    state.line = end
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(start, end, 4 + state.blkIndent, False) + "\n"
    token.map = [start, end]


def _tokenize(state: StateBlock, start: int, end: int) -> None:
    """Read lines as if the least indented of them stood at the margin."""
    indent, last = state.blkIndent, state.lineMax
    state.blkIndent = min(
        state.sCount[line] for line in range(start, end) if not state.isEmpty(line)
    )
    state.lineMax = end
    # So that a staircase of indents ends where all nesting ends.
    state.level += 1
    before = len(state.tokens)
    state.md.block.tokenize(state, start, end)
    state.level -= 1
    state.blkIndent, state.lineMax = indent, last
    state.line = end
    depth = 0
    for index in range(before, len(state.tokens)):
        token = state.tokens[index]
        if token.type == "inline" and depth == 1 and state.tokens[index - 1].tag == "p":
            token.content = _with_own_lines(token.content)
        depth += token.nesting


def _with_own_lines(source: str) -> str:
    """Return a paragraph in which lines that were ended by its writer stay lines.

    "Morning, 1 tablet" and "Night, 2 tablets" under it are two things.
    """
    if "\n" not in source or source[0] in "|>":
        return source
    lines = source.split("\n")
    short = all(len(line) < SHORT_LINE_CHARS for line in lines)
    plain = short and not any(_SENTENCE_END.search(line.rstrip()) for line in lines)
    kept = [lines[0]]
    for above, line in itertools.pairwise(lines):
        ended = len(above) < SHORT_LINE_CHARS and not OPEN_END.search(above.rstrip())
        apart = ended and (_begins(line, plain) or _both_wide(above, line))
        kept.append(("  \n" if apart else "\n") + line)
    return "".join(kept)


def _begins(line: str, plain: bool) -> bool:
    """Return whether a line begins something; with a figure only among lines without sentences."""
    first = line.lstrip()[:1]
    return first.isupper() or (plain and not first.islower())


def _both_wide(above: str, line: str) -> bool:
    return bool(_WIDE_GAP.search(above) and _WIDE_GAP.search(line))
