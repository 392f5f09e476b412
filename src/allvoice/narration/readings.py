"""In which ways a word can be said, and what a listener may change of it.

The danger is silence: what holds a figure keeps it, "not" stays "not", a unit stays that unit, and
a sign that belongs to a figure is said by rule. What a listener types is sounds where every
syllable of it is understood, else plain words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from allvoice.narration.lexicon import Entry, Lexicon
from allvoice.narration.marks import CLOSING, ENDINGS, OPENING
from allvoice.narration.model import Token, Utterance
from allvoice.narration.respelling import sounds_of
from allvoice.narration.tokens import tokens_of
from allvoice.narration.units import is_unit

MOST_SPELLED = 12
"""Letters of a word that may be said one by one."""
SHORT_CAPITALS = 5
"""Letters of a word in capitals that may be another word in small ones."""
MOST_SAID_CHARS = 200
"""Of what is said for one word."""
_NEGATIONS = "not no never none nor neither without cannot nothing nobody negative minus"
_NEVER_CHANGED = frozenset(_NEGATIONS.split())
_PIECES = re.compile(r"[^\W\d_]+|\d+")
_DIGITS = re.compile(r"\d+")
_DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d\d))?")
_MONTH_NAMES = (
    "January February March April May June July August September October November December"
)
_MONTHS = _MONTH_NAMES.split()
_NUMBER_NAMES = (
    "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand million half third quarter first second once twice double triple"
)
_FIGURE_WORDS = frozenset((*_NUMBER_NAMES.split(), *map(str.lower, _MONTHS)))
ONLY_SIGNS = "Type letters or figures: signs alone would not be heard."
NO_SOUNDS = "This voice cannot use respelled sounds: type plain words, which are said instead."


class Kind(StrEnum):
    """A way to say a word."""

    NOW = "as it is said now"
    WORD = "as a word"
    LETTERS = "letter by letter"
    FIGURES = "figures one by one"
    SYLLABLES = "syllable by syllable"
    IN_WORDS = "in words"
    MONTH_FIRST = "the month first"
    DAY_FIRST = "the day first"
    TYPED = "as you typed it"


class Refused(Exception):
    """What a listener asks for could hide something; its text is one sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to say a word."""

    kind: Kind
    says: str = ""
    """Plain words said in its place."""
    ipa: str = ""
    """Its sounds; empty where the voice finds them itself."""
    respelling: str = ""
    """The sounds for people."""

    @property
    def voiced(self) -> str:
        """What the voice is told: words, or the respelling that stands for the sounds."""
        return self.says or "-".join(self.respelling.split())

    @property
    def tried(self) -> Entry | None:
        """The entry by which it is heard before it is kept; None where plain words are said."""
        if not self.ipa or self.says:
            return None
        return Entry(self.voiced, exact_case=True, says=self.voiced, ipa=self.ipa)


def words_of(text: str, utterance: Utterance) -> list[tuple[str, Token]]:
    """Return the written words of a sentence that can be put right, each once, with how it is said.

    Args:
        text: display text of the block that the sentence is in.
        utterance: of the sentence.
    """
    found: dict[str, Token] = {}
    for token in utterance.tokens:
        if token.start is None or token.end is None:
            continue
        written = core_of(text[token.start : token.end])
        if any(map(str.isalnum, written)):
            found.setdefault(written, token)
    return list(found.items())


def core_of(written: str) -> str:
    """Return a written word without the marks around it."""
    words = written.split()
    while words and not any(map(str.isalnum, words[-1])):
        words.pop()
    while words and not any(map(str.isalnum, words[0])):
        words.pop(0)
    return " ".join(words).lstrip(OPENING).rstrip(CLOSING)


def said_now(written: str, lexicon: Lexicon) -> str:
    """Return how a written word alone is said."""
    return " ".join(token.spoken for token in tokens_of(written, lexicon=lexicon))


def why_fixed(written: str) -> str:
    """Return why a word cannot be said otherwise, in one sentence; empty where it can."""
    plain = written.lower().replace("’", "'")
    if plain in _NEVER_CHANGED or plain.endswith("n't"):
        return f"{written} is always said as it is: nothing may hide it."
    if is_unit(written.replace("µ", "μ")):
        return f"{written} is a unit, which is always said as one: no dose may be changed."
    has_figure = _DIGITS.search(written) is not None
    if has_figure and not (_is_name(written) or _date(written)):
        return f"{written} holds figures and signs, which are said by rule: none may be lost."
    return ""


def readings(
    written: str,
    lexicon: Lexicon,
    *,
    now: str = "",
    explained: str = "",
    with_sounds: bool = True,
) -> list[Reading]:
    """Return the ways to say a word, the present one first, none twice.

    Args:
        written: the word, without marks around it.
        lexicon: how words are said now.
        now: how it is said where it stands; by default as it is said alone.
        explained: what the guide's glossary tells of it.
        with_sounds: the voice can be told sounds.
    """
    entry = entry_of(written, lexicon)
    found = [Reading(Kind.NOW, now or said_now(written, lexicon))]
    pieces = _PIECES.findall(written)
    has_figure = _DIGITS.search(written) is not None
    is_name = not why_fixed(written) and _date(written) is None
    letters = sum(len(each) for each in pieces)
    if is_name and not has_figure and written != written.lower() and len(pieces) == 1:
        found.append(Reading(Kind.WORD, written.lower()))
    is_dose = has_figure and written == written.lower()
    if is_name and 1 < letters <= MOST_SPELLED and not is_dose:
        found.append(Reading(Kind.LETTERS, " ".join("".join(pieces).upper())))
    if is_name and any(len(each) > 1 for each in pieces if each.isdecimal()):
        each_said = (each if each.islower() else " ".join(each) for each in pieces)
        found.append(Reading(Kind.FIGURES, " ".join(each_said)))
    if with_sounds and entry is not None and entry.ipa and "-" in entry.respelling:
        syllables = Reading(Kind.SYLLABLES, entry.respelling.lower(), entry.ipa, entry.respelling)
        found.append(syllables)
    if words := _in_words(written, explained):
        found.append(Reading(Kind.IN_WORDS, words))
    found += _dates(written)
    each_once: dict[str, Reading] = {}
    for reading in found:
        each_once.setdefault(reading.voiced, reading)
    return list(each_once.values())


def entry_of(written: str, lexicon: Lexicon) -> Entry | None:
    """Return the entry that is of exactly this word or these words; None where there is none."""
    words = written.split()
    found = lexicon.longest(words)
    return found[0] if found is not None and found[1] == len(words) else None


def typed_reading(
    written: str, typed: str, lexicon: Lexicon, *, with_sounds: bool = True
) -> Reading:
    """Return how a word is said that a listener has typed sounds or words for.

    Args:
        written: the word.
        typed: a respelling, "on-DAN-se-tron", or plain words.
        lexicon: how words are said now.
        with_sounds: the voice can be told sounds.

    Raises:
        Refused: that could hide something, or the voice takes no sounds.
    """
    if why := why_fixed(written):
        raise Refused(why)
    typed = " ".join("".join(c if c.isprintable() else " " for c in typed).split())
    if not any(map(str.isalnum, typed)):
        raise Refused(ONLY_SIGNS)
    if len(typed) > MOST_SAID_CHARS:
        raise Refused(f"That is too long: type at most {MOST_SAID_CHARS} characters.")
    has_figure = _DIGITS.search(written) is not None
    if not has_figure and is_respelling(typed) and (sounds := sounds_of(typed)):
        if with_sounds:
            return Reading(Kind.TYPED, ipa=sounds, respelling=typed)
        raise Refused(NO_SOUNDS)
    if has_figure and not _keeps_figures(written, typed):
        raise Refused(f"{written} holds a figure: type that too, in figures or in words.")
    # As the rules say it, so that it is heard now as it will be.
    said = said_now(typed, lexicon).strip(f"{ENDINGS} ")
    if not any(map(str.isalnum, said)):
        raise Refused(ONLY_SIGNS)
    return Reading(Kind.TYPED, said)


def is_respelling(typed: str) -> bool:
    """Return whether what is typed is meant as sounds: its syllables are parted or in capitals."""
    has_part = any("-" in word.strip("-") for word in typed.split())
    stressed = [each for each in re.split(r"[\s-]+", typed) if each.isupper()]
    return has_part or (any(len(each) > 2 for each in stressed) and " " not in typed)


def entry_for(written: str, reading: Reading, lexicon: Lexicon) -> Entry:
    """Return the entry that lets a word be said in one of the ways."""
    old = entry_of(written, lexicon)
    exact = old.exact_case if old is not None else _is_short_capitals(written)
    made = Entry(
        old.term if old is not None else written,
        also=() if old is None else tuple(each for each in old.also if each != old.says),
        exact_case=exact,
        drug=old is not None and old.drug,
        says=reading.says,
        ipa=reading.ipa,
        respelling=reading.respelling,
    )
    if reading.says or _voice_finds(made):
        return made
    # Rules would say it otherwise: the respelling is said in its place, and has the sounds.
    return replace(made, says=reading.voiced, also=(*made.also, reading.voiced))


def _voice_finds(entry: Entry) -> bool:
    said = tokens_of(entry.term, lexicon=Lexicon([entry]))
    is_one = len(said) == 1 and said[0].spoken == entry.term
    parts = Lexicon([entry]).parts(entry.term)
    return is_one and len(parts) == 1 and bool(parts[0].sounds)


def _is_name(written: str) -> bool:
    """Return whether a word is letters and figures, without a hyphen that may be a minus."""
    parts = written.replace(" ", "-").split("-")
    return all(map(str.isalnum, parts)) and all(each[0].isalpha() for each in parts[1:])


def _is_short_capitals(written: str) -> bool:
    return written.isupper() and sum(map(str.isalpha, written)) <= SHORT_CAPITALS


def _keeps_figures(written: str, typed: str) -> bool:
    """Return whether each figure of a word is in what is said for it."""
    figures = _DIGITS.findall(written)
    said = _DIGITS.findall(typed)
    if "".join(said) == "".join(figures):
        return True
    words = re.findall(r"[^\W\d_]+", typed.lower())
    named = sum(word in _FIGURE_WORDS for word in words)
    left = list(figures)
    for each in said:
        if each not in left:
            return False
        left.remove(each)
    return named >= len(left)


def _in_words(written: str, explained: str) -> str:
    """Return the words that an abbreviation stands for, where their first letters say so."""
    letters = [letter.lower() for letter in written if letter.isalpha()]
    if not written.isupper() or len(letters) < 2:
        return ""
    words = re.split(r"[.,;:(]", explained)[0].split()
    words = words[1:] if words and words[0].lower() in ("a", "an", "the") else words
    initials = [part[0].lower() for word in words for part in word.split("-") if part]
    return " ".join(words) if initials == letters else ""


def _date(written: str) -> tuple[int, int, str] | None:
    match = _DATE.fullmatch(written)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), match[4] or ""
    if match[2] != "/" and not year:
        # A range, or a number with a point.
        return None
    is_one = 1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= len(_MONTHS)
    return (first, second, year) if is_one else None


def _dates(written: str) -> Sequence[Reading]:
    date = _date(written)
    if date is None:
        return ()
    first, second, year = date
    found = []
    for kind, month, day in ((Kind.MONTH_FIRST, first, second), (Kind.DAY_FIRST, second, first)):
        if month <= len(_MONTHS):
            found.append(Reading(kind, f"{_MONTHS[month - 1]} {day}{f', {year}' if year else ''}"))
    return found
