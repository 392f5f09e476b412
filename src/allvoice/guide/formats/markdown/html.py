"""Raw HTML inside Markdown to what of it is read.

Known HTML tags are markup: they go and their text stays. Tags that are not HTML (speech markup
such as `<break time="1s"/>`) are text like any other, so that they can never be obeyed; so are
words for people in angle brackets (`placeholders`). Whatever has no words of its own is named, so
that it can be listed as skipped.
"""

from __future__ import annotations

import enum
import html
import re
from collections.abc import Iterable, Iterator

from allvoice.guide.formats.markdown.html_lists import ListNumbers
from allvoice.guide.formats.markdown.placeholders import TAG, is_hidden, is_placeholder
from allvoice.guide.model import LONGEST_TITLE_CHARS, shortened
from allvoice.text import printable

NAMELESS_IMAGE = "an image without a description"
RAISED, LOWERED = "raised", "lowered"
_LEVELS = {"sup": RAISED, "sub": LOWERED}
_CROSSED_OUT = frozenset({"del", "s", "strike"})
HIDDEN = {"script": "a script", "style": "a style sheet"}
_MEDIA = {
    "audio": "a sound",
    "canvas": "a drawing",
    "embed": "an embedded object",
    "iframe": "an embedded page",
    "input": "a form field",
    "object": "an embedded object",
    "svg": "a drawing",
    "video": "a video",
}
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr"
)
_BLOCK_NAMES = (
    "address article aside base blockquote body br button caption center col colgroup datalist dd "
    "details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 "
    "h4 h5 h6 head header hgroup hr html img legend li link main map area menu meta meter nav "
    "noscript ol optgroup option output p param picture pre progress section select slot source "
    "summary table tbody td template textarea tfoot th thead title tr track ul"
)
_BLOCK = frozenset(_BLOCK_NAMES.split())
_ENDED = frozenset(_INLINE_NAMES.split()) - {"wbr", "rp", "rt"} | {"title"}
"""Tags that have an end in the same block."""
KNOWN = _BLOCK | frozenset(_INLINE_NAMES.split()) | HIDDEN.keys() | _MEDIA.keys()

_LONGEST_HIDDEN_CHARS = 1000
"""Of hidden text, that are looked at to name it."""
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(
    r"\s(alt|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))", re.IGNORECASE
)
_CHECKBOX = re.compile(r"\stype\s*=\s*[\"']?(?:checkbox|radio)\b[\"']?", re.IGNORECASE)
_CHECKED = re.compile(r"\schecked(?=[\s=/>])", re.IGNORECASE)
_PAIRED = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])[^<>]*>")
_DECLARATION = re.compile(r"<![A-Za-z]")


class Part(enum.Enum):
    """The kinds of things that a piece of HTML turns into."""

    TEXT = enum.auto()
    LINE = enum.auto()
    """A new line of display text."""
    IMAGE = enum.auto()
    """The words that stand for an image."""
    LEVEL = enum.auto()
    """Raised or lowered letters begin (`RAISED`, `LOWERED`), or end (nothing)."""
    CROSSED_OUT = enum.auto()
    """Crossed-out text begins (the name of its tag), or ends (nothing)."""
    SKIPPED = enum.auto()
    """Something without words."""


def tag_name(source: str) -> str:
    """Return the lower-case name of the tag a text begins with, or nothing."""
    match = _NAME.match(source)
    return match[1].lower() if match else ""


def parts(source: str) -> Iterator[tuple[Part, str]]:
    """Yield what raw HTML turns into, in order.

    It walks the text once, so that no malformed HTML can keep the listener waiting.
    """
    at, preformatted = 0, 0
    closings: dict[int, int] | None = None
    numbers = ListNumbers()
    tags_end = source.rfind(">")
    while at < len(source):
        opening = source.find("<", at)
        if opening < 0:
            opening = len(source)
        if opening > at:
            yield from _text(html.unescape(source[at:opening]), preformatted > 0)
            at = opening
            continue
        special = _special(source, at, tags_end)
        if special is not None:
            part, value, at = special
            yield part, value
            continue
        tag = TAG.match(source, at) if at < tags_end else None
        if tag is None:
            yield Part.TEXT, "<"
            at += 1
            continue
        at = tag.end()
        name, opens = tag_name(tag[0]), tag[0][1] != "/"
        if opens and is_placeholder(tag[0], name):
            yield Part.TEXT, tag[0]
            continue
        if name in HIDDEN and opens:
            what, at = _hidden_end(source, at, name)
            yield Part.SKIPPED, what
            continue
        if opens and name in KNOWN and is_hidden(tag[0]):
            closings = _closings(source) if closings is None else closings
            end = closings.get(tag.start(), 0)
            if end:
                yield (
                    Part.SKIPPED,
                    hidden_text(TAG.sub(" ", source[at:end][:_LONGEST_HIDDEN_CHARS])),
                )
                at = end
                continue
        if name == "pre":
            preformatted = max(0, preformatted + (1 if opens else -1))
        yield from _tag(tag[0], name, opens)
        if number := numbers.take(tag[0], name, opens=opens):
            yield Part.TEXT, number


def hidden_text(words: str) -> str:
    """Return what hidden words are called where they are listed."""
    shown = " ".join(printable(html.unescape(words)).split())
    return f"hidden text: {shortened(shown, LONGEST_TITLE_CHARS)}" if shown else "hidden text"


def _closings(source: str) -> dict[int, int]:
    """Return where each element ends whose tag begins at a place."""
    opened: dict[str, list[int]] = {}
    ends: dict[int, int] = {}
    for tag in _PAIRED.finditer(source):
        begun = opened.setdefault(tag[2].lower(), [])
        if not tag[1]:
            begun.append(tag.start())
        elif begun:
            ends[begun.pop()] = tag.end()
    return ends


def tags(source: str) -> Iterator[tuple[int, int]]:
    """Yield where each tag outside of comments and scripts begins and ends."""
    at, tags_end = source.find("<"), source.rfind(">")
    while 0 <= at < tags_end:
        special = _special(source, at, tags_end)
        tag = None if special is not None else TAG.match(source, at)
        if special is not None:
            at = special[2]
        elif tag is None:
            at += 1
        else:
            yield at, tag.end()
            at = tag.end()
            name = tag_name(tag[0])
            if name in HIDDEN and tag[0][1] != "/":
                _, at = _hidden_end(source, at, name)
        at = source.find("<", at)


def unended(found: Iterable[str]) -> list[str]:
    """Name the bare tags without an end, among the tags of a block in their order.

    A form may mean what the name says: "<time>".
    """
    waiting: dict[str, int] = {}
    for tag in found:
        name = tag_name(tag)
        if tag[1] == "/":
            waiting[name] = max(0, waiting.get(name, 0) - 1)
        elif name in _ENDED and tag[1:-1].lower() == name:
            waiting[name] = waiting.get(name, 0) + 1
    return [
        f"<{name}>, a tag without its end" for name, count in waiting.items() for _ in range(count)
    ]


def _text(text: str, preformatted: bool) -> Iterator[tuple[Part, str]]:
    if not preformatted:
        yield Part.TEXT, text
        return
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Part.LINE, ""
        yield Part.TEXT, line


def _special(source: str, at: int, tags_end: int) -> tuple[Part, str, int] | None:
    """Return what is neither text nor tag at a place, and where it ends."""
    if source.startswith("<!--", at):
        end = source.find("-->", at + 2)
        if end < 0:
            return Part.SKIPPED, "a comment that never ends", len(source)
        return Part.SKIPPED, "a comment", end + 3
    if source.startswith("<?", at):
        end = source.find("?>", at)
        if end < 0:
            return Part.SKIPPED, "a processing instruction that never ends", len(source)
        return Part.SKIPPED, "a processing instruction", end + 2
    if source.startswith("<![CDATA[", at):
        end = source.find("]]>", at)
        stop = len(source) if end < 0 else end
        return Part.TEXT, source[at + 9 : stop], len(source) if end < 0 else end + 3
    if at < tags_end and _DECLARATION.match(source, at):
        return Part.SKIPPED, "a declaration", source.index(">", at) + 1
    return None


def _hidden_end(source: str, at: int, name: str) -> tuple[str, int]:
    closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(source, at)
    end = source.find(">", closing.start()) if closing else -1
    if end < 0:
        never = " that never ends" if source[at:].strip() else ""
        return HIDDEN[name] + never, len(source)
    return HIDDEN[name], end + 1


def _tag(tag: str, name: str, opens: bool) -> Iterator[tuple[Part, str]]:
    if name not in KNOWN:
        yield Part.TEXT, tag
    elif name == "img":
        words = _attribute(tag, "alt") or _attribute(tag, "title")
        yield (Part.IMAGE, words) if words else (Part.SKIPPED, NAMELESS_IMAGE)
    elif name in _CROSSED_OUT:
        yield Part.CROSSED_OUT, name if opens else ""
    elif name == "input" and (box := _CHECKBOX.search(tag)):
        rest = f"{tag[: box.start()]} {tag[box.end() :]}"
        yield Part.TEXT, " [x] " if _CHECKED.search(rest) else " [ ] "
    elif name in _MEDIA:
        if opens:
            yield Part.SKIPPED, _MEDIA[name]
        yield Part.LINE, ""
    elif name in _LEVELS:
        yield Part.LEVEL, _LEVELS[name] if opens else ""
    elif name in _BLOCK:
        yield Part.LINE, ""


def _attribute(tag: str, name: str) -> str:
    for match in _ATTRIBUTE.finditer(tag):
        if match[1].lower() == name:
            return " ".join(html.unescape(match[2] or match[3] or match[4] or "").split())
    return ""
