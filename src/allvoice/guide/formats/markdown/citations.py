"""Sources that Markdown text names in brackets, in Pandoc's forms: `[see @a, p. 3; -@b]`. Pure."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

CITES = "cites"
"""Key in a parser's environment: whether the file names a bibliography."""
# As long as a person would write: what is tried at each bracket stays short.
_BRACKETS = re.compile(r"\[([^\[\]\\]{1,1000})\](?![\w(])")
_ONE = re.compile(
    r"(?:[^@]*[\s(\"'“‘])?"  # words before it, never the name in a mail address
    r"-?@(?:\{([^@{}\s]+)\}|([\w-]+(?:[:.#$%&+?<>~/]+[\w-]+)*))"
    r"(?:[^\w@][^@]*)?"  # the page, and other words behind it
)


def citation_at(source: str, start: int) -> tuple[int, tuple[str, ...]] | None:
    """Return where the citation that begins at a place ends, and its sources; None if none does.

    What is glued to a word behind it is none: "ann[@b]org". Neither is what has an item that names
    no source, or more than one.
    """
    brackets = _BRACKETS.match(source, start)
    if brackets is None or "@" not in brackets[1]:
        return None
    found = [_ONE.fullmatch(item.strip()) for item in brackets[1].split(";")]
    ids = tuple(one[1] or one[2] for one in found if one is not None)
    return (brackets.end(), ids) if len(ids) == len(found) else None


def without_citations(source: str) -> str:
    """Return inline text without its citations."""
    kept, at = [], 0
    start = source.find("[")
    while start >= 0:
        found = citation_at(source, start)
        if found is not None:
            kept.append(source[at:start])
            at = found[0]
        start = source.find("[", start + 1 if found is None else at)
    return "".join([*kept, source[at:]])


def citation_rule(state: StateInline, silent: bool) -> bool:
    """Take sources named in brackets, in a file that names a bibliography."""
    found = citation_at(state.src, state.pos) if state.env.get(CITES) else None
    if found is None:
        return False
    state.pos, ids = found
    if not silent:
        token = state.push("citation", "", 0)
        token.meta["ids"] = ids
    return True
