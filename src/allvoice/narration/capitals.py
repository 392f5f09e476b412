"""Capitals: an everyday word in capitals is a word; an abbreviation keeps its letters.

"ALL" is the disease and a word: it has a rule of its own in `words`.
"""

from __future__ import annotations

import re

from allvoice.guide.word_list import is_everyday
from allvoice.narration.around import Around
from allvoice.narration.marks import CLOSING, OPENING

STRESSED = "word in capitals"
"""The rule that says a word in capitals as a word."""
CAPITALS = re.compile(r"([A-Z]{2,5})('?s)?")
_WORD = re.compile(r"[A-Z]{2,}")
_SHORTENED = re.compile(r"[A-Z]+'(?:T|LL|RE|VE|D|S|M)")
_VOWEL = re.compile("[AEIOUY]")
_MANY_CONSONANTS = re.compile("[^AEIOUY]{5}")
_LONG = 6
"""Letters from which on capitals are a word, known or not."""
_SAID_AS_WORDS = frozenset(
    {"AIDS", "COVID", "FISH", "HEPA", "HIPAA", "ICE", "NASA", "OK", "PICC", "RICE", "SARS", "STAT"}
)
_LETTERED_WORDS = (
    "ABL ALL AM AML ANA ANC APL ASAP AST AYA BUN CALGB CAM CAR CAT COG COM DEL DIC DNA EBV ECG "
    "ECOG EKG ER FDA FMLA HIV HLA ICANS ICU ID IEP INR IT IV IVIG MAC MRI MUD NCI NICU OTC PAS "
    "PEG PET PICU PO RNA SOB SOS SSI TKI US USA VOD WHO"
)
_LETTERED = frozenset(_LETTERED_WORDS.split())
"""Abbreviations that could be words, or that a list might take for some: they keep their letters
even where all is in capitals."""
_MONTHS_AND_DAYS = {
    "MON": "Monday", "TUE": "Tuesday", "TUES": "Tuesday", "WED": "Wednesday", "THU": "Thursday",
    "THUR": "Thursday", "THURS": "Thursday", "FRI": "Friday",
}  # fmt: skip
"""Not "SAT" and "SUN", which are words too and are understood as they are."""
_DOING_IT_WORDS = (
    "AND CHEW CRUSH DO DOES FINISH IF KEEP LEAVE LET REPEAT SHAKE SKIP SPLIT STOP SWALLOW TAKE "
    "THAT THROW UNLESS UNTIL USE WASH WHEN"
)
_DOING_IT = frozenset(_DOING_IT_WORDS.split())
"""Words before the word "IT". "GIVE IT" and "HOLD IT" may mean what is given into the spine."""
_CALLING_US_WORDS = "ASK CALL CONTACT HELP LET PAGE PHONE SHOW TELL TEXT TO WITH"
_CALLING_US = frozenset(_CALLING_US_WORDS.split())
_BEFORE_WHO = frozenset({"the", "by", "of", "to", "from", "per", "in"})
_BEHIND_WHO = re.compile(
    r"(?:guid|report|classif|grad|criteria|recommend|list|advi|stage|says|\(?\d)", re.IGNORECASE
)
_NUMBERED_WORDS = "ARM FACTOR GRADE GROUP HEPATITIS PART PHASE PLAN TYPE VITAMIN"
_NUMBERED_A = frozenset(_NUMBERED_WORDS.split())
_NEXT_WORD = re.compile(r"[A-Z]{2,}(?![\w'’])")


def is_shouting(text: str) -> bool:
    """Return whether a sentence is all in capitals, so that capitals mean nothing."""
    if not text.isupper():
        return False
    words = [word.strip(OPENING + CLOSING) for word in text.split()]
    words = [word for word in words if word.isalpha()]
    plain = any(len(word) > 5 or is_word(word) for word in words)
    return len(words) > 3 or (len(words) > 1 and plain)


def is_word(capitals: str) -> bool:
    """Return whether a word in capitals is said as a word wherever it stands."""
    if capitals in _SAID_AS_WORDS:
        return True
    if capitals in _LETTERED or not _WORD.fullmatch(capitals) or not _VOWEL.search(capitals):
        return False
    if len(capitals) >= _LONG and not _MANY_CONSONANTS.search(capitals):
        return True
    return is_everyday(capitals)


def word_in_capitals(core: str, around: Around) -> str | None:
    """Return a word that stands in capitals as it is said, or None for an abbreviation."""
    if not core.isupper():
        match = CAPITALS.fullmatch(core)
        return core.lower() if match and match[2] and is_word(match[1]) else None
    if _SHORTENED.fullmatch(core):
        return core if core == "I'M" else core.lower()
    if core in _MONTHS_AND_DAYS:
        return _MONTHS_AND_DAYS[core]
    if core not in _SAID_AS_WORDS and (is_word(core) or _is_word_here(core, around)):
        return core.lower()
    return None


def acronym(core: str, _: Around) -> str | None:
    """Return an abbreviation that is always said as a word, as "COVID", or None."""
    return core.lower() if core in _SAID_AS_WORDS else None


def _is_word_here(core: str, around: Around) -> bool:
    """Return whether what stands beside it makes an abbreviation a word, as in "CALL US"."""
    before = around.before
    if core == "A":
        following = _NEXT_WORD.match(around.after)
        return (
            following is not None
            and before not in _NUMBERED_A
            and is_word(before)
            and is_word(following[0])
        )
    if core == "IT":
        return around.shouting or before in _DOING_IT
    if core == "US":
        return before in _CALLING_US or (around.shouting and before != "THE")
    if core == "AM":
        return before == "I"
    if core == "WHO":
        return before.lower() not in _BEFORE_WHO and not _BEHIND_WHO.match(around.after)
    return False


def letter_by_letter(core: str, _: Around) -> str | None:
    """Return the letters of an abbreviation in capitals, or None."""
    match = CAPITALS.fullmatch(core)
    if match is None:
        return None
    if match[1] == "CAR":
        return "car" + (match[2] or "")
    return " ".join(match[1]) + ("'s" if match[2] else "")
