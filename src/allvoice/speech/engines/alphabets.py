"""Sounds in the International Phonetic Alphabet, as each engine writes them.

General American only: that is what a lexicon may hold (`narration.lexicon.SOUNDS`) and what the
voices speak.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_MISAKI = {
    "eɪ": "A", "aɪ": "I", "oʊ": "O", "aʊ": "W", "ɔɪ": "Y", "dʒ": "ʤ", "tʃ": "ʧ", "ɝ": "ɜɹ",
    "ɚ": "əɹ", "ɾ": "T", "r": "ɹ", "g": "ɡ", "ː": "",
}  # fmt: skip
_ESPEAK = {
    "eɪ": "eI", "aɪ": "aI", "oʊ": "oU", "aʊ": "aU", "ɔɪ": "OI", "dʒ": "dZ", "tʃ": "tS",
    "ɑːr": "A@", "ɔːr": "o@", "ɑː": "A:", "ɔː": "O:", "iː": "i:", "uː": "u:", "ɝː": "3:",
    "ɝ": "3:", "ɚ": "3", "ə": "@", "æ": "a", "ɛ": "E", "ɪ": "I", "ʊ": "U", "ʌ": "V", "ɑ": "A:",
    "ɔ": "O:", "θ": "T", "ð": "D", "ʃ": "S", "ʒ": "Z", "ŋ": "N", "ɾ": "t#", "ɹ": "r", "ɡ": "g",
    "ˈ": "'", "ˌ": ",", ",": "_:", "u": "u:", "ː": "",
}  # fmt: skip
_MARKS = "ˈˌ"
_VOWEL = re.compile(r"[aeiouæɑɔəɛɪʊʌɚɝ]")


def to_misaki(ipa: str) -> str:
    """Return the sounds as the natural voice reads them."""
    return _translated(_stress_at_vowels(ipa), _MISAKI)


def to_espeak(ipa: str) -> str:
    """Return the sounds as espeak's own mnemonics."""
    return _translated(ipa, _ESPEAK)


def _translated(ipa: str, table: Mapping[str, str]) -> str:
    out, at = [], 0
    while at < len(ipa):
        for length in (3, 2, 1):
            piece = ipa[at : at + length]
            if piece in table or length == 1:
                out.append(table.get(piece, piece))
                at += len(piece)
                break
    return "".join(out)


def _stress_at_vowels(ipa: str) -> str:
    """Move each stress mark from before its syllable to before its vowel."""
    out, waiting = [], ""
    for mark in ipa:
        if mark in _MARKS:
            waiting = mark
            continue
        if waiting and _VOWEL.match(mark):
            out.append(waiting)
            waiting = ""
        out.append(mark)
    return "".join(out)
