"""Marks of note programs and of other Markdown than GitHub's, as rules for the inline parser.

`[[Link]]`, `![[embed]]`, `^[a note]`, `==highlight==`, `^block-id`, `^raised^`, `~lowered~`,
`:emoji:` and the marks of a proof, `{++in++}`, `{--out--}`, `{>>why<<}`. Each rule looks at so many
characters as a person would write, so that no text can keep the listener waiting.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

SKIPPED = "skipped"
"""Type of a token that shows nothing; its content names it for the list of what is skipped."""
BLOCK_ID = re.compile(r"(?:(?<=\s)|\A)\^(?=[A-Za-z\d-]*[A-Za-z]|\d{6}\s*\Z)[A-Za-z\d-]{4,40}\s*\Z")
"""The mark by which another note names a paragraph, at its end."""
SHORT_CODE = re.compile(r"(?<![\w:]):([A-Za-z+-][A-Za-z0-9_+'-]{0,40}):(?![\w:])")
"""What may be the short code of an emoji."""
_WIKI_LINK = re.compile(r"(!?)\[\[([^\[\]\n|]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")
_HIGHLIGHT = re.compile(r"(?<![\w=])==(?=[^\s=])([^\n=](?:[^=]|=(?!=)){0,1000}?)(?<!\s)==(?![\w=])")
_RAISED = re.compile(
    r"(?:(?<=[\w)\]])|(?=\^\d{1,2}\^[/⁄]~\d))\^([A-Za-z\d+−,;†*-]{1,12})\^(?![\w^])"
)
_LOWERED = re.compile(r"(?:(?<=[^\W\d_])|(?<=\d\^[/⁄])(?=~\d{1,2}~))~([A-Za-z\d+−-]{1,10})~(?!~)")
_NOTE_WITHOUT_TEXT = re.compile(r"\[\^([^\]\s^]{1,60})\]")
_NOTE_WITHIN = re.compile(r"\^\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){1,1500})\]")
_PROOF = re.compile(
    r"\{(?:\+\+(?P<added>(?:[^+]|\+(?!\+\}))*?)\+\+\}"
    r"|--(?P<removed>(?:[^-]|-(?!-\}))*?)--\}"
    r"|>>(?P<said>(?:[^<]|<(?!<\}))*?)<<\}"
    r"|==(?P<marked>(?:[^=]|=(?!=\}))*?)==\}"
    r"|~~(?P<old>(?:[^~]|~(?!>))*?)~>(?P<instead>(?:[^~]|~(?!~\}))*?)~~\})"
)
_PROOF_ENDS = {"{++": "++}", "{--": "--}", "{>>": "<<}", "{==": "==}", "{~~": "~~}"}
_MOST_CHARS = 2000


def use_marks(parser: MarkdownIt) -> None:
    """Teach an inline parser the marks."""
    rules = parser.inline.ruler
    rules.before("link", "wiki_link", _wiki_link)
    rules.before("link", "note_without_text", _note_without_text)
    rules.before("link", "note_within", _note_within)
    rules.before("link", "highlight", _highlight)
    rules.before("link", "proof", _proof)
    rules.before("link", "block_id", _block_id)
    rules.before("strikethrough", "raised", _raised)
    rules.before("strikethrough", "lowered", _lowered)
    rules.before("link", "short_code", _short_code)


def _within(state: StateInline, start: int, end: int) -> None:
    """Parse a part of the text as what stands between the tokens around it."""
    last = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = last


def _matched(state: StateInline, opening: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    if not state.src.startswith(opening, state.pos):
        return None
    return pattern.match(state.src, state.pos, min(state.posMax, state.pos + _MOST_CHARS))


def _wiki_link(state: StateInline, silent: bool) -> bool:
    found = _matched(state, "![[", _WIKI_LINK) or _matched(state, "[[", _WIKI_LINK)
    if found is None:
        return False
    page, _, place = found[2].strip().partition("#")
    page, place = page.strip(), place.strip().lstrip("^#")
    shown = (found[3] or "").strip() or " ".join(filter(None, (page, place)))
    if not any(map(str.isalnum, shown)):
        return False
    if not silent:
        if found[1]:
            state.push(SKIPPED, "", 0).content = "an embedded file"
            state.push("embed", "", 0).content = page or shown
        else:
            file = page if not page or "." in page else f"{page}.md"
            target = quote(file) + (f"#{quote(place)}" if place else "")
            state.push("link_open", "a", 1).attrs = {"href": target}
            state.push("text", "", 0).content = shown
            state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _note_without_text(state: StateInline, silent: bool) -> bool:
    found = _matched(state, "[^", _NOTE_WITHOUT_TEXT)
    if found is None or f":{found[1]}" in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found[1]}
    state.pos = found.end()
    return True


def _note_within(state: StateInline, silent: bool) -> bool:
    found = _matched(state, "^[", _NOTE_WITHIN)
    if found is None:
        return False
    if not silent:
        state.push("text", "", 0).content = " (Note: "
        _within(state, *found.span(1))
        state.push("text", "", 0).content = ")"
    state.pos = found.end()
    return True


def _highlight(state: StateInline, silent: bool) -> bool:
    found = _matched(state, "==", _HIGHLIGHT)
    if found is None:
        return False
    if not silent:
        state.push("em_open", "em", 1)
        _within(state, *found.span(1))
        state.push("em_close", "em", -1)
    state.pos = found.end()
    return True


def _proof(state: StateInline, silent: bool) -> bool:
    ending = _PROOF_ENDS.get(state.src[state.pos : state.pos + 3])
    if ending is None or state.src.find(ending, state.pos, state.pos + _MOST_CHARS) < 0:
        return False
    found = _matched(state, "{", _PROOF)
    if found is None:
        return False
    if not silent:
        for group, opening in (("added", ""), ("removed", "s"), ("marked", "em")):
            if found[group] is not None:
                _styled(state, opening, found.span(group))
        if found["old"] is not None:
            _styled(state, "s", found.span("old"))
            state.push("text", "", 0).content = " "
            _styled(state, "", found.span("instead"))
        if found["said"] is not None:
            state.push(SKIPPED, "", 0).content = "a comment"
    state.pos = found.end()
    return True


def _styled(state: StateInline, tag: str, span: tuple[int, int]) -> None:
    if tag:
        state.push(f"{tag}_open", tag, 1)
    _within(state, *span)
    if tag:
        state.push(f"{tag}_close", tag, -1)


def _block_id(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "^" or state.posMax != len(state.src):
        return False
    found = BLOCK_ID.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push(SKIPPED, "", 0).content = "the name of a paragraph"
    state.pos = found.end()
    return True


def _raised(state: StateInline, silent: bool) -> bool:
    return _enclosed(state, silent, "^", _RAISED, "raised")


def _lowered(state: StateInline, silent: bool) -> bool:
    return _enclosed(state, silent, "~", _LOWERED, "lowered")


def _enclosed(
    state: StateInline, silent: bool, mark: str, pattern: re.Pattern[str], kind: str
) -> bool:
    found = _matched(state, mark, pattern)
    if found is None:
        return False
    if not silent:
        state.push(f"{kind}_open", "", 1)
        state.push("text", "", 0).content = found[1]
        state.push(f"{kind}_close", "", -1)
    state.pos = found.end()
    return True


def _short_code(state: StateInline, silent: bool) -> bool:
    found = _matched(state, ":", SHORT_CODE)
    if found is None:
        return False
    # Imported where a text has what looks like one: most have none.
    try:
        import emoji
    except ModuleNotFoundError:
        return False
    picture = emoji.emojize(found[0], language="alias", variant="emoji_type")
    if picture == found[0]:
        return False
    if not silent:
        state.push("text", "", 0).content = picture
    state.pos = found.end()
    return True
