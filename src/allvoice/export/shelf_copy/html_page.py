"""Writes a page as one HTML file in large print, for the browser, the printer and screen readers.

It names no other file and runs nothing, and says so to the browser: whatever the listener's own
words hold, nothing is fetched. Sizes are in points, so that 18 on paper are 18 on any printer; no
size of paper is named, so that A4 and Letter both fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from allvoice.export.shelf_copy.page import (
    Fact,
    Facts,
    Heading,
    Item,
    List,
    Page,
    Paragraph,
    lines_of,
)

STYLE = """
@page { margin: 15mm; }
html { background: #fff; color: #000; }
body { font: 18pt/1.4 "Atkinson Hyperlegible", Verdana, "DejaVu Sans", Arial, sans-serif;
  max-width: 42em; margin: 1em auto; padding: 0 1em; overflow-wrap: anywhere; }
h1 { font-size: 28pt; line-height: 1.2; margin: 0 0 .5em; }
h2 { font-size: 23pt; line-height: 1.2; margin: 1.2em 0 .4em; border-bottom: 2pt solid #000; }
h3 { font-size: 20pt; line-height: 1.2; margin: 1em 0 .3em; }
h1, h2, h3 { break-after: avoid; break-inside: avoid; }
p, dl, ol, ul { margin: .4em 0; }
ol, ul { padding-left: 2.6em; }
li { margin: .5em 0; break-inside: avoid; }
li:has(> dl) { margin-bottom: 1em; }
.boxed { display: flex; align-items: baseline; }
dl > div { margin: .3em 0; break-inside: avoid; }
dt { font-weight: bold; }
dd { margin: 0; }
dl.beside { break-inside: avoid; }
dl.beside > div { display: flex; flex-wrap: wrap; column-gap: .5em; }
dl.beside dd { flex: 1 1 8em; }
.box { display: inline-block; width: .8em; height: .8em; border: 2pt solid #000;
  flex: none; margin-right: .5em; position: relative; top: .05em; }
.drawn { display: none; }
.done { font-weight: bold; }
.when { white-space: nowrap; }
.room { display: block; height: 12mm; border-bottom: 1pt solid #000; }
@media print { body { max-width: none; margin: 0; padding: 0; } p { orphans: 2; widows: 2; } }
""".strip()
BOX = '<span class="box" aria-hidden="true"><span class="drawn">[ ] </span></span>'
"""Where the page is shown without its style, as in a mail, what is drawn stands there as text."""
ROOM = f'<span class="room" aria-hidden="true"><span class="drawn">{"_" * 40}<br></span></span>'
_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'"


def html(page: Page) -> str:
    """Return a page as HTML."""
    title = _line(page.title)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_ALLOWED}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>\n{STYLE}\n</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{title}</h1>",
        *(line for part in page.parts for line in _part(part)),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _part(part: Heading | Paragraph | Facts | List) -> Iterator[str]:
    match part:
        case Heading(text, level):
            yield f'<h{level} dir="auto">{_line(text)}</h{level}>'
        case Paragraph(text):
            yield f"<p>{_lines(text)}</p>"
        case Facts(facts):
            yield from _facts(facts)
        case List():
            name = "ol" if part.is_numbered else "ul"
            yield f"<{name}>"
            for item in part.items:
                yield "<li>"
                yield from _item(item, is_dated=part.is_dated)
                yield "</li>"
            yield f"</{name}>"


def _item(item: Item, *, is_dated: bool) -> Iterator[str]:
    words = f'<span dir="auto">{_lines(item.text) or "…"}</span>'
    when = f'<span class="when">{_line(item.when)}</span>' if item.when else ""
    if when:
        words = f"{when}: {words}" if is_dated else f"{words} ({when})"
    if item.is_done is False:
        # The box is for the pen: whoever hears the page hears the heading that it stands under.
        yield f'<div class="boxed">{BOX}<span>{words}</span></div>'
    else:
        done = '<span class="done">Done:</span> ' if item.is_done else ""
        yield f"<div>{done}{words}</div>"
    yield from _facts(item.details)


def _facts(facts: tuple[Fact, ...]) -> Iterator[str]:
    if not facts:
        return
    if not any(fact.name for fact in facts):
        yield from (_room(fact.room_lines) for fact in facts)
        return
    # A name stands beside room for a line, and above room for several.
    yield '<dl class="beside">' if all(fact.room_lines <= 1 for fact in facts) else "<dl>"
    for fact in facts:
        words = _lines(fact.text)
        value = f'<dd dir="auto">{words}</dd>' if words else f"<dd>{_room(fact.room_lines)}</dd>"
        yield f"<div><dt>{_line(fact.name)}:</dt> {value}</div>"
    yield "</dl>"


def _room(lines: int) -> str:
    """Return lines to write on, which no screen reader reads."""
    return ROOM * lines


def _line(text: str) -> str:
    return escape(" ".join(lines_of(text)))


def _lines(text: str) -> str:
    return "<br>".join(map(escape, lines_of(text)))
