"""Respellings for people, "on-DAN-se-tron", to the sounds of the International Phonetic Alphabet.

Hyphens part the syllables, capitals stress one; of several stressed ones the last is the main one,
as in "POE-sa-KON-a-zole". A syllable is consonants, one vowel, consonants, all of which have to be
in the tables below. Where one is not, nothing is guessed: there are no sounds then.
"""

from __future__ import annotations

import re

LONGEST_CHARS = 80
"""Of a respelling; what is longer is no name."""
_VOWELS = {
    "eye": "aɪ", "igh": "aɪ", "ye": "aɪ", "y": "aɪ", "ie": "aɪ",
    "ay": "eɪ", "ai": "eɪ", "ey": "eɪ", "ee": "iː", "ea": "iː",
    "oh": "oʊ", "oe": "oʊ", "oa": "oʊ", "oo": "uː", "ue": "uː", "ew": "uː",
    "ah": "ɑː", "aw": "ɔː", "au": "ɔː", "ow": "aʊ", "ou": "aʊ", "oy": "ɔɪ", "oi": "ɔɪ",
    "eh": "ɛ", "ih": "ɪ", "oor": "ʊr", "eer": "ɪr", "ear": "ɪr",
    "air": "ɛr", "are": "ɛr", "ar": "ɑːr", "or": "ɔːr", "ire": "aɪr", "our": "aʊr", "ure": "jʊr",
    "ore": "ɔːr", "ere": "ɪr",
}  # fmt: skip
_BY_STRESS = {
    "uh": ("ə", "ʌ"), "er": ("ɚ", "ɝː"), "ur": ("ɚ", "ɝː"), "ir": ("ɚ", "ɝː"),
}  # fmt: skip
"""Vowels that sound otherwise under a stress: without one, with one."""
_OPEN = {"a": ("ə", "æ"), "e": ("ə", "ɛ"), "i": ("ɪ", "ɪ"), "o": ("oʊ", "oʊ"), "u": ("ʌ", "uː")}
"""A single letter that ends its syllable."""
_CLOSED = {"a": ("æ", "æ"), "e": ("ɛ", "ɛ"), "i": ("ɪ", "ɪ"), "o": ("ɑː", "ɑː"), "u": ("ə", "ʌ")}
_BEFORE_SILENT_E = {"a": "eɪ", "e": "iː", "i": "aɪ", "o": "oʊ", "u": "uː", "y": "aɪ"}
_CONSONANTS = {
    "tch": "tʃ", "ch": "tʃ", "sh": "ʃ", "zh": "ʒ", "th": "θ", "dh": "ð", "ng": "ŋ", "nk": "ŋk",
    "ph": "f", "ck": "k", "wh": "w", "qu": "kw", "gh": "ɡ",
    "b": "b", "c": "k", "d": "d", "f": "f", "g": "ɡ", "h": "h", "j": "dʒ", "k": "k", "l": "l",
    "m": "m", "n": "n", "p": "p", "r": "r", "s": "s", "t": "t", "v": "v", "w": "w", "x": "ks",
    "z": "z",
}  # fmt: skip
_DOUBLE = re.compile(r"([bdfgklmnprstz])\1")
_SYLLABLE = re.compile(r"(y(?=[aeiou])|[^aeiouy]*?(?:y(?=oo|ur|u|aw|or))?)([aeiouy].*)")
_SILENT_E = re.compile(r"([aeiouy])(th|sh|[bcdfgklmnpstvz])e")
_LONGEST_SPELLING = 3


def sounds_of(respelling: str) -> str:
    """Return the sounds of a respelling; empty where not every syllable of it is understood.

    Args:
        respelling: a word, or some with spaces between; capitals stress a syllable.

    Returns:
        IPA with dots between the syllables.
    """
    words = respelling.replace("‐", "-").replace("‑", "-").split()
    if not words or len(respelling) > LONGEST_CHARS:
        return ""
    found = [_word(word) for word in words]
    return " ".join(found) if all(found) else ""


def _word(word: str) -> str:
    syllables = word.split("-")
    stressed = [each for each, syllable in enumerate(syllables) if syllable.isupper()]
    if len(syllables) == 1:
        stressed = [0]
    found = []
    for number, syllable in enumerate(syllables):
        if not (syllable.isupper() or syllable.islower()) and syllable != syllable.capitalize():
            # Half in capitals: which of its letters are stressed is not clear.
            return ""
        sounds = _syllable(syllable.lower(), is_stressed=number in stressed)
        if not sounds:
            return ""
        mark = "" if number not in stressed else "ˈ" if number == stressed[-1] else "ˌ"
        found.append(mark + sounds)
    return ".".join(found)


def _syllable(letters: str, *, is_stressed: bool) -> str:
    match = _SYLLABLE.fullmatch(_DOUBLE.sub(r"\1", letters))
    if match is None:
        return ""
    onset, rest = _onset(match[1]), match[2]
    if onset is None:
        return ""
    if silent := _SILENT_E.fullmatch(rest):
        return onset + _BEFORE_SILENT_E[silent[1]] + _CONSONANTS[silent[2]]
    for length in range(_LONGEST_SPELLING, 0, -1):
        vowel = _vowel(rest[:length], is_open=length >= len(rest), is_stressed=is_stressed)
        coda = _consonants(rest[length:])
        if vowel and coda is not None:
            return onset + vowel + coda
    return ""


def _vowel(letters: str, *, is_open: bool, is_stressed: bool) -> str:
    if letters in _VOWELS:
        return _VOWELS[letters]
    single = _OPEN if is_open else _CLOSED
    weak, strong = _BY_STRESS.get(letters) or single.get(letters) or ("", "")
    return strong if is_stressed else weak


def _onset(letters: str) -> str | None:
    """Return the sounds before a vowel; None where they are not known."""
    before = letters.removesuffix("y")
    sounds = _consonants(before)
    return None if sounds is None else sounds + ("j" if before != letters else "")


def _consonants(letters: str) -> str | None:
    """Return the sounds of consonants; None where they are not known."""
    found, at = "", 0
    while at < len(letters):
        for length in range(_LONGEST_SPELLING, 0, -1):
            sounds = _CONSONANTS.get(letters[at : at + length])
            if sounds is not None and at + length <= len(letters):
                found += sounds
                at += length
                break
        else:
            return None
    return found
