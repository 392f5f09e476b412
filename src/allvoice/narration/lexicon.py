"""How particular words are said: the lexicon of the program, of a guide, and of the listener.

A lexicon is a TOML file of `[[term]]` tables; `content/lexicon.toml` explains its fields. Of two
entries for one word the later file wins: the listener's own comes last. A line that cannot be used
is named in one sentence, and the rest is used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from allvoice.own_files import Faults, read_own

MOST_BYTES = 250_000
"""Some three thousand words: read in half a second, for which a start can wait."""
SYLLABLE_MARK = "."
"""Parts the syllables within `ipa`."""
_TEXTS = ("term", "says", "ipa", "respelling", "source", "mark")
_FLAGS = ("exact_case", "drug")
_KNOWN = frozenset((*_TEXTS, *_FLAGS, "also"))
_LETTERS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPOKEN_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LETTER_A = re.compile(r"\bA(?= [A-Z]\b)|(?<=\b[A-Z] )A\b|\bA(?=\W*$)")
"""The letter among letters ("A L L") or at the end, which voices take for the article."""
_SOUNDS_OF_A = "ˈeɪ"
_VOICELESS = "pktfθ"
_HISSING = ("s", "z", "ʃ", "ʒ", "tʃ", "dʒ")


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or term."""

    term: str
    also: tuple[str, ...] = ()
    """Other spellings."""
    exact_case: bool = False
    """Other capitals mean another word."""
    says: str = ""
    """Plain words said in its place."""
    ipa: str = ""
    """Its sounds, General American; dots between syllables are allowed."""
    respelling: str = ""
    """For people: "blin-uh-TOOM-oh-mab"."""
    source: str = ""
    mark: str = ""
    """S read in the source, K well known or out of a copy, U not verified."""
    drug: bool = False
    """A medicine's name."""

    @property
    def sounds(self) -> str:
        """The IPA without its syllable marks."""
        return self.ipa.replace(SYLLABLE_MARK, "")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a spoken word: plain text, or a word whose sounds are known."""

    text: str
    sounds: str = ""


class Lexicon:
    """Entries by word; a look-up costs the same however many there are."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Take entries; of two for one spelling the later wins."""
        self.entries = tuple(entries)
        self._by_spelling: dict[tuple[str, ...], Entry] = {}
        self._longest: dict[str, int] = {}
        self._syllables: dict[str, str] = {}
        for entry in self.entries:
            for spelling in (entry.term, *entry.also):
                words = tuple(spelling.split() if entry.exact_case else spelling.lower().split())
                self._by_spelling[words] = entry
                first = words[0].lower().rstrip(".")
                self._longest[first] = max(self._longest.get(first, 0), len(words))
            self._syllables.update(_by_syllable(entry))

    def but(self, entries: Iterable[Entry]) -> Lexicon:
        """Return it with more entries, which win over those of before."""
        return Lexicon((*self.entries, *entries))

    def find(self, word: str) -> Entry | None:
        """Return the entry of a written or spoken word or term, None where there is none."""
        words = tuple(word.split()) if " " in word else (word,)
        return self._by_spelling.get(words) or self._lower(words)

    def _lower(self, words: Sequence[str]) -> Entry | None:
        found = self._by_spelling.get(tuple(word.lower() for word in words))
        return None if found is None or found.exact_case else found

    def longest(self, words: Sequence[str]) -> tuple[Entry, int] | None:
        """Return the entry of the most of some words from the first on, and how many they are."""
        if not words:
            return None
        for count in range(min(self.span(words[0]), len(words)), 0, -1):
            part = tuple(words[:count])
            found = self._by_spelling.get(part) or self._lower(part)
            if found is not None:
                return found, count
        return None

    def span(self, first_word: str) -> int:
        """Return how many words the longest entry that begins with a word has; 0 for none."""
        return self._longest.get(first_word.lower().rstrip("."), 0)

    def sounds(self, word: str) -> str:
        """Return the sounds of a spoken word or term, plural and possessive too; empty if unknown.

        A respelling in small letters stands for its word, syllable by syllable.
        """
        entry = self.find(word)
        if entry is not None:
            return entry.sounds
        if word in self._syllables:
            return self._syllables[word]
        for ending in ("'s", "’s", "s"):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                entry = self.find(word.removesuffix(ending))
                if entry is not None and entry.sounds:
                    return entry.sounds + _s_after(entry.sounds)
        return ""

    def parts(self, spoken: str) -> list[Part]:
        """Return a spoken text cut where words stand whose sounds are known; joined it is whole."""
        letters = {match.start() for match in _LETTER_A.finditer(spoken)}
        found: list[Part] = []
        at = 0
        for start, end in self._known_words(spoken, letters):
            if start > at:
                found.append(Part(spoken[at:start]))
            word = spoken[start:end]
            found.append(Part(word, _SOUNDS_OF_A if start in letters else self.sounds(word)))
            at = end
        if at < len(spoken) or not found:
            found.append(Part(spoken[at:]))
        return found

    def _known_words(self, spoken: str, letters: set[int]) -> Iterator[tuple[int, int]]:
        words = list(_SPOKEN_WORD.finditer(spoken))
        at = 0
        while at < len(words):
            match = words[at]
            count = self._sounded_term(spoken, words, at)
            at += count
            if count > 1:
                yield match.start(), words[at - 1].end()
                continue
            if match.start() in letters or self.sounds(match[0]):
                yield match.span()
                continue
            for piece in _LETTERS.finditer(spoken, *match.span()):
                if piece.span() != match.span() and self.sounds(piece[0]):
                    yield piece.span()

    def _sounded_term(self, spoken: str, words: Sequence[re.Match[str]], at: int) -> int:
        """Return how many words from one on make a term whose sounds are known; else 1."""
        first = words[at]
        for count in range(min(self.span(first[0]), len(words) - at), 1, -1):
            if self.sounds(spoken[first.start() : words[at + count - 1].end()]):
                return count
        return 1

    def terms(self, text: str) -> list[Entry]:
        """Return the entries of the words of a text, each once, in order."""
        words = [match[0] for match in _SPOKEN_WORD.finditer(text)]
        found: dict[str, Entry] = {}
        at = 0
        while at < len(words):
            match = self.longest(words[at : at + max(1, self.span(words[at]))])
            entry = match[0] if match else None
            if entry is None:
                entry = self.find(re.sub(r"['’]?s$", "", words[at]))
            if entry is None:
                for part in re.split(r"-", words[at])[1:]:
                    entry = entry or self.find(part)
            if entry is not None:
                found.setdefault(entry.term, entry)
            at += match[1] if match else 1
        return list(found.values())


class Pronounces(Protocol):
    """Knows the sounds of words."""

    def parts(self, spoken: str) -> list[Part]:
        """Return a spoken text cut where words stand whose sounds are known."""
        ...


class LexiconInUse:
    """The lexicon that holds now; a listener who puts a word right changes which one that is.

    It may be changed by one thread while others look words up.
    """

    def __init__(self, now: Lexicon) -> None:
        """Let a lexicon hold."""
        self.now = now

    def parts(self, spoken: str) -> list[Part]:
        """Return a spoken text cut where words stand whose sounds are known now."""
        return self.now.parts(spoken)


def _by_syllable(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what is said syllable by syllable in place of each word, and its sounds."""
    respelled, sounds = entry.respelling.lower().split(), entry.ipa.split()
    if len(respelled) == len(sounds):
        for word, ipa in zip(respelled, sounds, strict=True):
            if "-" in word:
                yield word, ipa.replace(SYLLABLE_MARK, ", ")


def _s_after(sounds: str) -> str:
    if sounds.endswith(_HISSING):
        return "ɪz"
    return "s" if sounds[-1] in _VOICELESS else "z"


def load_lexicon(files: Sequence[Path]) -> tuple[Lexicon, list[str]]:
    """Read lexicons; the later file wins.

    Args:
        files: those that are not there are passed over.

    Returns:
        The lexicon, and one sentence for each thing that could not be used.
    """
    entries: list[Entry] = []
    notices: list[str] = []
    for file in files:
        try:
            data = tomllib.loads(read_own(file, MOST_BYTES).decode("utf-8-sig"))
        except FileNotFoundError:
            continue
        except OSError as error:
            notices.append(f"{file.name} cannot be read ({error.strerror}); it is not used.")
            continue
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            notices.append(
                f"{file.name}, line {line}: this is not UTF-8 text; save the file as UTF-8. "
                "It is not used."
            )
            continue
        except (ValueError, RecursionError) as error:
            why = str(error).split("\n")[0][:80]
            notices.append(f"{file.name} is no lexicon ({why}); mend that line. It is not used.")
            continue
        found, unusable = _entries(data, file.name)
        entries += found
        notices += unusable
    return Lexicon(entries), notices


def _entries(data: Mapping[str, Any], name: str) -> tuple[list[Entry], list[str]]:
    tables = data.get("term", [])
    if not isinstance(tables, list):
        return [], [f"{name}: write each word under [[term]], with two brackets."]
    found: list[Entry] = []
    faults = Faults(name)
    for number, table in enumerate(tables, start=1):
        trouble = _trouble(table)
        if trouble:
            shown = str(table.get("term", number))[:40] if isinstance(table, dict) else number
            faults.add(f"{name}, term {shown}: {trouble} That entry is not used.")
            continue
        values = {key: table[key] for key in (*_TEXTS, *_FLAGS) if key in table}
        values = {
            key: value.strip() if isinstance(value, str) else value for key, value in values.items()
        }
        found.append(Entry(also=tuple(table.get("also", ())), **values))
    return found, faults.sentences


def _trouble(table: object) -> str:
    """Return what is wrong with an entry in one sentence, or nothing."""
    if not isinstance(table, dict):
        return "it is no table of fields."
    unknown = sorted(set(table) - _KNOWN)
    if unknown:
        return f"there is no field {unknown[0]!r}; use one of {', '.join(sorted(_KNOWN))}."
    if any(not isinstance(table.get(key, ""), str) for key in _TEXTS):
        return "its fields are texts in quotation marks."
    if any(not isinstance(table.get(key, False), bool) for key in _FLAGS):
        return "exact_case and drug are true or false."
    also = table.get("also", [])
    spellings = also if isinstance(also, list) else [None]
    if not all(isinstance(each, str) and each.split() for each in spellings):
        return "also is a list of spellings."
    if not table.get("term", "").split():
        return "it has no term."
    if not any(table.get(key, "").strip() for key in ("says", "ipa", "respelling")):
        return "it needs says, ipa or respelling."
    return _unknown_sound(table.get("ipa", ""))


SOUNDS = frozenset("abdefhijklmnoprstuvwzɡgɹɾθðʃʒŋæɑɔəɛɪʊʌɚɝˈˌː. ")
"""All characters allowed in `ipa`: the letters of General American."""


def _unknown_sound(ipa: str) -> str:
    strange = next((mark for mark in ipa if mark not in SOUNDS), "")
    return f"{strange!r} is no sound of American English." if strange else ""
