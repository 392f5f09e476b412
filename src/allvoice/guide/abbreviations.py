"""Short words with a full stop behind which a sentence goes on, as in "1 tab. twice a day".

The library for sentences knows those of letters and books ("Dr.", "vs.", "p."), not those of doses
and measures.
"""

from __future__ import annotations

import re

from allvoice.guide.word_list import is_everyday

_LEADING = "approx ca creat esp ext ht incl max min resp rm tel temp vol wt"
LEADING = frozenset(_LEADING.split())
"""Those that belong to what comes next."""
_TRAILING = (
    "appt appts cap caps dept dx gtt gtts hr hrs hx inj lb lbs liq mins mo mos oz pt pts rx sec "
    "secs soln supp susp tab tabs tbsp tbsps tsp tsps tx wk wks yr yrs"
)
TRAILING = frozenset(_TRAILING.split())
"""Those that may end a sentence too."""
_FORMS = frozenset({"inj", "liq", "soln", "susp"})
"""Behind which a strength may stand: "susp. 40 mg/mL"."""
_DATES = (
    "Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
)
DATES = frozenset(_DATES.split())
"""In small letters some are words: "out of the sun. 2 hours later"."""
_BEFORE_ANY_WORD = frozenset({"approx", "ca", "esp", "incl"})
_LETTERS_WITH_STOPS = re.compile(r"(?:[A-Za-z]\.){2,}")
"""As "p.o." and "b.i.d."."""
_TIME_OF_DAY = re.compile(r"[ap]\.m\.", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘/]*\Z")
_DAY_OR_MONTH = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:\d|½|¼|¾)\S*(?:\s+\S+)?\s+\S+\Z")
_OPENED = "([\"'“‘"
_OPENS_WORD = re.compile(rf"\A[{re.escape(_OPENED)}]+")
_LAB_SIGNS = frozenset("<>≤≥=~≈±+−$€£&")
_SHORT = re.compile(r"[a-z]{2,6}|[A-Z][a-z]{1,3}")
"""Longer ones may be names that the list does not know, those of medicines too."""
_MEASURED = re.compile(r"\d ?[^\W\d_]+\.\Z")
"""As "5 mg.", behind which a sentence may end."""
_ENDING = frozenset(
    {"bid", "hs", "iv", "meds", "po", "prn", "qd", "qds", "qhs", "qid", "tds", "tid"}
)
"""Short words behind which a sentence may end before a figure."""
_LONGEST_CHARS = 16
_BILIRUBIN = re.compile(r"bili", re.IGNORECASE)
_CUT_FEVER = re.compile(r"(?<![\d.,])(?:3[4-9]|4[0-3]|9\d|10\d)\.\Z")
_CUT_LIMIT = re.compile(
    r"(?:(?:\b(?:than|least|most|over|under|above|below) )|[<>≤≥] ?)\d{1,3}\.\Z", re.IGNORECASE
)
_REST_OF_FIGURE = re.compile(
    r"\d{1,2} ?(?:°|%|[a-zµμ]{1,4}[/. ]|[a-zµμ]{1,4}\Z|m[Ll]\b|degrees?\b)"
)
_TENTH_OF_A_DEGREE = re.compile(r"\d ?(?:°|[Dd]egrees?\b)")


def goes_on(before: str, after: str) -> bool:
    """Return whether a sentence that seems to end behind a full stop goes on.

    Args:
        before: what it would be, without white space at its end.
        after: what comes next, without white space at its beginning.
    """
    if not before.endswith(".") or not after:
        return False
    last = _LAST_WORD.search(before, max(0, len(before) - _LONGEST_CHARS))
    if last is None or not last[0]:
        return False
    if _CUT_FEVER.search(last[0]):
        return bool(_TENTH_OF_A_DEGREE.match(after))
    if _CUT_LIMIT.search(before):
        return bool(_REST_OF_FIGURE.match(after))
    following = _following(after)
    joins = _joins(following)
    if _LETTERS_WITH_STOPS.fullmatch(last[0]):
        dated = _TIME_OF_DAY.fullmatch(last[0]) and _DAY_OR_MONTH.match(after)
        return joins or bool(dated)
    word = last[0].removesuffix(".")
    if word in DATES:
        return joins or following == "&"
    word = word.lower()
    if word in ("t", "d"):
        return bool(_BILIRUBIN.match(after))
    if word in LEADING:
        return joins or word in _BEFORE_ANY_WORD
    if word in TRAILING:
        # "Close the cap. 2 minutes later ..." are two sentences.
        strength = word in _FORMS and following.isdecimal()
        counted = joins and bool(_COUNTED.search(before))
        return following.islower() or following == "&" or strength or counted
    if not joins or _MEASURED.search(before):
        return False
    return is_clipped(last[0].removesuffix(".")) and (following.islower() or word not in _ENDING)


def is_clipped_within(word: str, after: str) -> bool:
    """Return whether a word is clipped, and what comes behind its full stop goes on with it.

    Args:
        word: without its full stop.
        after: what comes next in the same sentence.
    """
    return _joins(_following(after)) and is_clipped(word)


def is_clipped(word: str) -> bool:
    """Return whether a word, without its full stop, is a part of a longer one: "prot", "Gr"."""
    return bool(_SHORT.fullmatch(word)) and not is_everyday(word)


def _following(after: str) -> str:
    return _OPENS_WORD.sub("", after)[:1]


def _joins(following: str) -> bool:
    return following.isdecimal() or following.islower() or following in _LAB_SIGNS
