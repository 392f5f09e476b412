"""Display text to tokens: every visible character belongs to one."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from allvoice.narration.around import Around, Context
from allvoice.narration.capitals import STRESSED, is_shouting
from allvoice.narration.lexicon import Entry, Lexicon
from allvoice.narration.marks import CLOSING, ENDINGS, OPENING
from allvoice.narration.model import Token
from allvoice.narration.phrases.registry import PHRASES
from allvoice.narration.phrases.table import phrase_at
from allvoice.narration.rules import (
    LONGEST_WORD_CHARS,
    NUMBER_IN_GROUPS,
    spoken,
)
from allvoice.narration.set_off import Piece, bracketed, pieces_of
from allvoice.narration.telephones import TELEPHONE_IN_GROUPS

_WORD = re.compile(
    rf"(?<!\S){TELEPHONE_IN_GROUPS}[.,;:!?]?(?!\S)|"
    rf"(?<!\S)[^\w\s]{{0,3}}{NUMBER_IN_GROUPS}(?:[-–—]{NUMBER_IN_GROUPS})?\S*|\S+"
)
AHEAD_CHARS = 32
BEHIND_CHARS = 48
"""How much of the text on either side of a token its rules may look at."""
MOST_SIGNS = 40
"""In one token: each may be said with several words."""
LEXICON = "lexicon"
"""The rule that says what a lexicon has; it comes before all others."""
_NO_LEXICON = Lexicon()


def tokens_of(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    lexicon: Lexicon = _NO_LEXICON,
    context: Context | None = None,
    known: Sequence[tuple[int, int, str]] = (),
) -> list[Token]:
    """Return the tokens of a range of display text, covering every visible character.

    Args:
        text: display text.
        start: where the range begins.
        end: where it ends; None for the end of the text.
        lexicon: how particular words are said.
        context: what the range is about; what it says itself, where nothing more is known.
        known: ranges that are said by themselves, as for `set_off.pieces_of`.
    """
    end = len(text) if end is None else end
    context = Context(text[start:end]) if context is None else context
    shouting = is_shouting(text[start:end])
    text = bracketed(text, start, end)
    pieces = {piece.start: piece for piece in pieces_of(text, start, end, known)}
    piece_starts = list(pieces)
    words = _words(text, start, end, pieces)
    found: list[Token] = []
    waiting: int | None = None
    """Where decoration begins that the next token takes in."""
    before = ""
    pause_due = False
    at = 0
    while at < len(words):
        begin, stop = words[at]
        count = 1
        piece = pieces.get(begin)
        if piece is not None:
            at += 1
            if found and (pause_due or piece.pauses):
                found[-1] = ended(found[-1], ",")
            first = begin if waiting is None else waiting
            slow = any(map(str.isdecimal, piece.said))
            found.append(Token(piece.said, first, stop, slow, piece.rule))
            waiting, pause_due = None, piece.pauses and not piece.goes_on
            before = text[begin:stop] if piece.goes_on else before
            continue
        earlier = text[max(start, begin - BEHIND_CHARS) : begin]
        phrase = None
        if asked := PHRASES.could_begin(text, begin, stop):
            around = Around(before, "", shouting, "", earlier, context)
            later = bisect.bisect_right(piece_starts, begin)
            limit = piece_starts[later] if later < len(piece_starts) else end
            phrase = phrase_at(asked, text, begin, stop, limit, around)
        term = _term(text, words, at, lexicon, pieces) if phrase is None else None
        if phrase is not None:
            stop = phrase.stop
            while at + count < len(words) and words[at + count][1] <= stop:
                count += 1
        if term is not None:
            entry, count = term
            stop = words[at + count - 1][1]
        written = text[begin:stop]
        after = text[stop : min(stop + AHEAD_CHARS, end)].lstrip()
        if phrase is not None:
            said, rule = phrase.spoken, phrase.rule
        elif term is not None:
            said, rule = _said(entry, written), LEXICON
        else:
            said, rule = spoken(
                written,
                before=before,
                after=after,
                shouting=shouting,
                earlier=earlier,
                context=context,
            )
        at += count
        before = written
        if not any(map(str.isalnum, said)):
            if found:
                found[-1] = replace(ended(found[-1], said), end=stop)
            elif waiting is None:
                waiting = begin
            continue
        if found and (pause_due or written[0] in "(["):
            # What stands in brackets is set off, as a reader would.
            found[-1] = ended(found[-1], ",")
        opened = written.count("(") + written.count("[")
        closed = written.count(")") + written.count("]")
        pause_due = closed > opened or (closed > 0 and written[0] in "([")
        slow = (
            any(map(str.isdecimal, written))
            or (rule == STRESSED and not shouting)
            or _names_drug(said, lexicon)
        )
        found.append(Token(said, begin if waiting is None else waiting, stop, slow, rule))
        waiting = None
    if not found:
        return [Token("a sign") if waiting is None else Token("a sign", waiting, _last(text, end))]
    return found


def ended(token: Token, mark: str) -> Token:
    """Put a mark at the end of a token that has none."""
    return replace(token, spoken=token.spoken + mark) if token.spoken[-1].isalnum() else token


def _term(
    text: str,
    words: list[tuple[int, int]],
    at: int,
    lexicon: Lexicon,
    pieces: Mapping[int, Piece],
) -> tuple[Entry, int] | None:
    """Return the entry that decides how the words from here on are said, and how many they are."""
    begin, stop = words[at]
    first = _core(text[begin:stop])
    span = lexicon.span(first) if first else 0
    if not span:
        return None
    # Only the last word of a term may be followed by a mark ("CAR. T" is no term), unless the
    # term has a full stop there itself: "C. diff".
    cores, within = [first], list[str]()
    for start, end in words[at + 1 : at + span]:
        opened = text[begin:stop].lstrip(OPENING)
        is_stopped = opened.endswith(tuple(ENDINGS))
        if start in pieces or (is_stopped and opened != f"{cores[-1]}."):
            break
        within.append(opened if is_stopped else cores[-1])
        begin, stop = start, end
        cores.append(_core(text[start:end]))
    counts = range(len(cores), 0, -1)
    tried = (lexicon.longest([*within[: count - 1], cores[count - 1]]) for count in counts)
    found = next(filter(None, tried), None)
    if found is None:
        return None
    # Where only its sounds are known the rules may still have a say, but not by spelling it out.
    entry, count = found
    if entry.says == " ".join(entry.term):
        # Letters, which the rules spell too; they know the stressed word "all" besides.
        return None
    decides = bool(entry.says) or count > 1 or (bool(entry.ipa) and first.isupper())
    return (entry, count) if decides else None


def _core(written: str) -> str:
    # Only what may be dropped: "<ALL" is no term.
    return written.lstrip(OPENING).rstrip(CLOSING)


def _said(entry: Entry, written: str) -> str:
    tail = written[len(written.rstrip(CLOSING)) :]
    ending = next((mark for mark in tail if mark in ENDINGS), "").replace("…", ".")
    *within, last = written.split()
    plain = " ".join([*(_core(word) + "." * word.endswith(".") for word in within), _core(last)])
    if plain.isupper() and not entry.term.isupper():
        plain = plain.lower()
    return (entry.says or plain) + ending


def _names_drug(said: str, lexicon: Lexicon) -> bool:
    word = said.rstrip(ENDINGS)
    if word.isalpha():
        # Most tokens are one word; only others have to be taken apart.
        found = lexicon.find(word)
        return found is not None and found.drug and bool(found.sounds)
    for part in lexicon.parts(said):
        entry = lexicon.find(part.text) if part.sounds else None
        if entry is not None and entry.drug:
            return True
    return False


def _words(text: str, start: int, end: int, pieces: Mapping[int, Piece]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for piece in pieces.values():
        found += _words_between(text, start, piece.start)
        found.append((piece.start, piece.end))
        start = piece.end
    return found + _words_between(text, start, end)


def _words_between(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text, start, end):
        begin, stop = match.span()
        longest = _longest_chars(text[begin:stop])
        if stop - begin > longest:
            # No word: cut, so that no engine gets it in one piece.
            cuts = range(begin, stop, longest)
            found += [(cut, min(cut + longest, stop)) for cut in cuts]
        else:
            found.append((begin, stop))
    return found


def _longest_chars(written: str) -> int:
    """Return how much of what stands without white space may be one token."""
    if len(written) <= MOST_SIGNS or "://" in written:
        return len(written)
    # A row of the same sign is said once.
    signs = sum(
        not mark.isalnum() and mark != before for before, mark in itertools.pairwise(written)
    )
    return MOST_SIGNS if signs > MOST_SIGNS else LONGEST_WORD_CHARS


def _last(text: str, end: int) -> int:
    """Return where the last visible character before `end` ends."""
    while text[end - 1].isspace():
        end -= 1
    return end
