"""Callouts: warnings, notes and tips set apart, as GitHub, Obsidian, MkDocs and others write them.

Each is led by a paragraph that says what it is, "Warning." or "Danger: Call now.", and what stands
in it is read as anywhere else. Nothing depends on where one ends, so that none can swallow text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.admon.index import admonition

from allvoice.guide import diagrams
from allvoice.guide.formats.markdown.attribute_lists import WHAT
from allvoice.text import ended

LABEL = "callout_label"
"""Type of the token whose content is what a callout is called, in Markdown."""
UNHEARD = "unheard"
"""Type of a token without words; its content is what is listed as skipped."""
_KINDS_NAMES = (
    "abstract admonition alert attention bug caution check cite collapse danger details done "
    "error example expand fail failure faq help hint important info information missing note "
    "notice question quote seealso solution spoiler success summary tip tldr todo toggle "
    "warning"
)
_KINDS = frozenset(_KINDS_NAMES.split())
_ONLY_TITLES_NAMES = "admonition collapse details expand spoiler toggle"
_ONLY_TITLES = frozenset(_ONLY_TITLES_NAMES.split())
"""Kinds that tell how it is drawn, and nothing to the ear where there is a title."""
_SAID = {
    "info": "Information",
    "faq": "Questions",
    "seealso": "See also",
    "tldr": "In short",
    "todo": "To do",
}
_LAYOUT_NAMES = (
    "block card cards center col cols column columns container div figure-group flex grid left "
    "main panel right row section tab tab-item tab-set tabs wrapper"
)
_LAYOUT = frozenset(_LAYOUT_NAMES.split())
_QUOTED = re.compile(r"\\?\[!([\w -]{1,40})(?:\|[^\]\n]{0,80})?\\?\][+-]?[ \t]*(.*)")
_BOLD = re.compile(r"\*\*(Note|Tip|Important|Warning|Caution|Danger|Attention)[.:]?\*\*\s*$")
_NAMED = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*(?:\[([^\]]*)\])?[ \t]*(.*)")
_BRACES = re.compile(r"\{([^{}]{0,400})\}[ \t]*(.*)")
_CLASS = re.compile(r"(?:^|\s)\.?(?:callout-|admonition-|alert-)?([A-Za-z][\w-]*)(?=\s|$)")
_TITLE = re.compile(r"\b(?:title|content|text|label)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TEMPLATE_WORD = re.compile(r"[A-Za-z]+")
_TEMPLATE_VALUE = re.compile(r"=[ \t]*[\"']?([A-Za-z]+)(?![\w ])")
_QUOTED_TITLE = re.compile(r"(?<!=)\"([^\"]*)\"|(?<!=)'([^']*)'")
_TAB = re.compile(r"===[!+]?[ \t]+(?:\"(.+)\"|'(.+)')$")
_FENCED = re.compile(r"(`{3,}|~{3,})[ \t]*(?:\{([A-Za-z][\w-]*)\}|ad-([a-z]+))[ \t]*(.*)$")
_FENCED_OPTION = re.compile(r"(?::?title:[ \t]*(.*)|:?(?:class|name|color|collapse|icon):.*)$")
_SLASHED = re.compile(r"/{3,}[ \t]*([a-z][\w-]{0,40})[ \t]*(?:\|[ \t]*(.*))?$")
_OPTION = re.compile(r":([\w-]+):(?:\s+(.*))?$")
_MARKED = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]{0,40})((?:[ \t]+[^\s\"]+)*)[ \t]*(?:\"(.*)\")?[ \t]*$"
)


def label(kind: str, title: str = "") -> str:
    """Return what is heard before a callout: what it is, and its title where it has one."""
    kind, title = kind.strip().lower(), title.strip()
    if title.startswith("*") and title.endswith("*"):
        title = title.strip("*").strip()
    plain = kind.replace("-", " ").replace("_", " ")
    said = _SAID.get(kind) or plain[:1].upper() + plain[1:]
    if title and (kind in _ONLY_TITLES or title.lower().startswith(said.lower())):
        return _stopped(title)
    return _stopped(f"{said}: {title}" if title else said)


def _stopped(words: str) -> str:
    return words if words.endswith(":") else ended(words)


def name_callouts(tokens: Sequence[Token]) -> None:
    """Turn the quotes that are callouts into such: "> [!WARNING]"."""
    are_callouts: list[bool] = []
    for index, token in enumerate(tokens):
        if token.type == "blockquote_open":
            first = tokens[index + 2] if index + 2 < len(tokens) else token
            named = first.type == "inline" and _quote_label(first.content)
            are_callouts.append(bool(named))
            if named:
                token.type, token.content = LABEL, named
                _, _, first.content = first.content.partition("\n")
                if first.map:
                    first.map = [first.map[0] + 1, first.map[1]]
        elif token.type == "blockquote_close" and are_callouts.pop():
            token.type = "callout_close"


def _quote_label(source: str) -> str:
    line = source.partition("\n")[0]
    if found := _QUOTED.match(line):
        return label(found[1], found[2])
    # GitHub's first form of them.
    return label(found[1]) if (found := _BOLD.match(line)) else ""


def template_label(tag: str) -> str:
    """Return the label that a template's tag gives, as `{% hint style="warning" %}`, or nothing.

    The title or the text that a tag of another kind carries is said as well.
    """
    words = _TEMPLATE_WORD.findall(tag)[:2] + _TEMPLATE_VALUE.findall(tag)
    kinds = [each for each in words if each.lower() in _KINDS]
    title = _TITLE.search(tag)
    if not kinds or "/" in tag[:5]:
        return _stopped(title[1] or title[2] or "") if title else ""
    title = title or _QUOTED_TITLE.search(tag)
    return label(kinds[-1], (title[1] or title[2] or "") if title else "")


def colons(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a line of colons, which opens or closes a callout: ":::warning Call now"."""
    if not _begins(state, start_line, ":::"):
        return False
    opening = _line(state, start_line).strip(":").strip()
    if opening and not re.match(r"[A-Za-z{]", opening):
        return False
    if silent:
        return True
    state.line = start_line + 1
    if diagrams.is_named(opening):
        _push_diagram(state, start_line, end_line, opening)
        return True
    words, unheard = _of_colons(opening)
    while state.line < end_line and (option := _OPTION.match(_line(state, state.line))):
        if not opening.startswith("{") or not state.sCount[state.line] >= state.blkIndent:
            break
        if option[1] == "class" and option[2] and words:
            classes = [each for each in option[2].split() if each in _KINDS]
            words = label(classes[0], words) if classes else words
        unheard = WHAT
        state.line += 1
    for kind, content in ((LABEL, words), (UNHEARD, unheard)):
        if content:
            _push(state, kind, content, start_line, state.line)
    return True


def _of_colons(source: str) -> tuple[str, str]:
    """Return the label that stands behind colons, and what is not heard of it."""
    attributes, title = "", ""
    named = _NAMED.match(source)
    if named:
        kind, title, rest = named[1], named[2] or "", named[3]
        braces = _BRACES.match(rest)
        attributes, rest = (braces[1], braces[2]) if braces else ("", rest)
        title = title or rest
    elif braces := _BRACES.match(source):
        attributes, title = braces[1], braces[2]
        names = _CLASS.findall(attributes)
        # MyST has the kind alone in braces, Pandoc has it as a class.
        directive = names[0] if names[:1] == [attributes.strip()] else ""
        kind = next((each for each in names if each.lower() in _KINDS), directive)
    else:
        return "", ""
    given = _TITLE.search(attributes)
    title = title or (given[1] or given[2] or "" if given else "")
    unheard = WHAT if attributes and attributes.strip() != kind else ""
    if not kind or kind.lower() in _LAYOUT:
        return (_stopped(title) if title else "", unheard or "a mark of layout")
    return label(kind, title), unheard


def _push_diagram(state: StateBlock, start: int, end: int, info: str) -> None:
    line = start + 1
    while line < end and not _line(state, line).startswith(":::"):
        line += 1
    token = state.push("fence", "code", 0)
    token.info, token.markup = info, ":::"
    token.content = state.getLines(start + 1, line, state.sCount[start], True)
    state.line = min(line + 1, end)
    token.map = [start, state.line]


def marks(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a callout of MkDocs: three signs, a kind, and its text indented below."""
    if not _begins(state, start_line, "!!!", "???"):
        return False
    found = _MARKED.match(_line(state, start_line))
    if found is None:
        return False
    words = found[2].split()
    below = start_line + 1
    while below < end_line and state.isEmpty(below):
        below += 1
    has_body = below < end_line and state.sCount[below] - state.blkIndent >= 4
    if not has_body and (found[1].lower() not in _KINDS or words) and found[3] is None:
        return False
    if silent:
        return True
    title = found[3]
    if title is None:
        # Further kinds, or how it stands; anything else is a title that lacks its quotes.
        plain = all(each.lower() in _KINDS | {"end", "inline", "left", "right"} for each in words)
        title = "" if plain else " ".join(words)
    before = len(state.tokens)
    if not admonition(state, start_line, end_line, False):
        return False
    opening = state.tokens[before]
    opening.type, opening.content = LABEL, label(found[1], title)
    opening.map = [start_line, start_line + 1]
    if state.tokens[before + 1].type == "admonition_title_open":
        state.tokens[before + 2].content = ""
    return True


def tab(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take the name of a tab of MkDocs: what is in it is indented below, and read as it is."""
    found = _TAB.match(_line(state, start_line)) if _begins(state, start_line, "===") else None
    if found is None:
        return False
    if not silent:
        _push(state, LABEL, _stopped(found[1] or found[2]), start_line, start_line + 1)
    return True


def slashes(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a line of slashes, which opens or closes a callout: "/// warning | Call now"."""
    if not _begins(state, start_line, "///"):
        return False
    line = _line(state, start_line)
    found = _SLASHED.match(line)
    known = found is not None and (found[1] in _KINDS | _LAYOUT or found[2] is not None)
    if not known and line.strip("/"):
        return False
    if silent:
        return True
    words = ""
    if found is not None:
        title = found[2] or ""
        words = label(found[1], title) if found[1] not in _LAYOUT else title and _stopped(title)
    kind, content = (LABEL, words) if words else (UNHEARD, "a mark of layout")
    _push(state, kind, content, start_line, start_line + 1)
    return True


def fenced(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a callout that stands between the fences of code, as MyST and Obsidian have them."""
    begins = _begins(state, start_line, "```", "~~~")
    found = _FENCED.match(_line(state, start_line)) if begins else None
    kind = (found[2] or found[3]).lower() if found else ""
    if found is None or kind not in _KINDS:
        return False
    if silent:
        return True
    title, first = found[4], start_line + 1
    while first < end_line and (option := _FENCED_OPTION.match(_line(state, first))):
        title = option[1] or title
        first += 1
    end = first
    while end < end_line:
        closing = _line(state, end)
        if closing.startswith(found[1]) and not closing.strip(found[1][0]):
            break
        if state.sCount[end] < state.blkIndent and not state.isEmpty(end):
            break
        end += 1
    closed = end < end_line and _line(state, end).startswith(found[1])
    _push(state, LABEL, label(kind, title), start_line, first)
    last = state.lineMax
    state.lineMax, state.level = end, state.level + 1
    state.md.block.tokenize(state, first, end)
    state.lineMax, state.level = last, state.level - 1
    state.line = end + closed
    return True


def _begins(state: StateBlock, line: int, *signs: str) -> bool:
    # Asked of every line of every paragraph.
    start = state.bMarks[line] + state.tShift[line]
    return state.src.startswith(signs, start) and not state.is_code_block(line)


def _push(state: StateBlock, kind: str, content: str, start: int, end: int) -> None:
    state.line = end
    token = state.push(kind, "", 0)
    token.content, token.map = content, [start, end]


def _line(state: StateBlock, line: int) -> str:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : state.eMarks[line]].rstrip()
