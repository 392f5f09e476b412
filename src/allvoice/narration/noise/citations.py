"""Citations and reference numbers: "[12]", "(Smith 2020; Jones 2019)", "fever¹²".

Where it is not sure that a number is one of a reference, it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from allvoice.narration.noise.found import Span
from allvoice.narration.noise.vital import UNIT_NEXT, is_vital

_NUMBERS = r"\d{1,3}(?:\s?[-–,;]\s?\d{1,3})*"
_NUMBERED = re.compile(
    rf"\[(?:(?:notes?|refs?\.?|references?|nb|fn|footnotes?) ?)?{_NUMBERS}\]"
    r"|\[(?:citation needed|refs?\.?|references?|footnote)\]",
    re.IGNORECASE,
)
_RAISED = "[⁰¹²³⁴-⁹]"
_NOTE_MARK = re.compile(rf"{_RAISED}+(?:[,–-]{_RAISED}+)*(?![\w⁺⁻^/])")
_LAST_WORD = re.compile(r"([^\W\d_⁰¹²³⁴-⁹]+)([.,;:!?\"”’)\]]*)\Z")
_WORDS_BEFORE_A_MARK_LETTERS = 4
_MEASURED = re.compile(
    r"(?:(?:centi|milli|kilo|deci)?met(?:er|re)|foot|feet|inch(?:e)?|mile|yard)s?", re.IGNORECASE
)
_BESIDE_CHARS = 24
_ENDS_IN_FIGURE = re.compile(r"[\d½¼¾=<>≤≥≈~±+#$€£/(\-–—×*:]\Z")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\Z|\b(no|p|pp|fig|vol|ch|sec)\.\Z", re.IGNORECASE)
_WANTS_NUMBER_WORDS = (
    "take takes taking give gives given use apply drink eat swallow chew every each for of at to "
    "by in on from with within until after before about over under than is are was were be only "
    "least most up next last first another per times x and or plus minus day days week weeks month "
    "cycle cycles grade stage phase step steps level number no room page dose doses group type "
    "class arm course block part line age aged chapter section figure table bed ward option "
    "question score scale class risk count number total equals"
)
_WANTS_NUMBER = frozenset(_WANTS_NUMBER_WORDS.split())
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{4,300})[)\]]")
_YEAR = re.compile(r"(?:19[5-9]\d|20[0-4]\d)[a-z]?")
_PAGES = re.compile(r",?\s(?:pp?\.?|pages?)\s?\d{1,5}(?:[-–]\d{1,5})?\Z", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:see(?: also)?|e\.g\.,?|cf\.?|reviewed in|adapted from|data from|from|source:?)\s",
    re.IGNORECASE,
)
_LINKING_WORDS = "and & et al al. van von de der den la le di da del el bin of the for"
_LINKING = frozenset(_LINKING_WORDS.split())
_NO_AUTHORS_WORDS = (
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday "
    "sunday spring summer autumn fall winter updated revised reviewed since until edition version "
    "year born due expires valid "
    "platelets neutrophils lymphocytes leukocytes blasts cells count counts weight calories water "
    "fluid fluids volume dose total daily glucose creatinine ferritin sodium energy lot room bag "
    "box cost price day week month anc wbc plt hgb alt ast ldh crp iu units"
)
_NO_AUTHORS = frozenset(_NO_AUTHORS_WORDS.split())
_MOST_WORDS = 14


def find(text: str) -> Iterator[Span]:
    """Yield where citations and reference numbers of a sentence stand."""
    if "[" in text:
        behind = -1
        for numbered in _NUMBERED.finditer(text):
            # "[7][8]": the second is what the first is.
            is_next = numbered.start() == behind
            if _is_reference(text, *numbered.span(), is_next=is_next):
                yield numbered.span()
                behind = numbered.end()
    for cited in _IN_BRACKETS.finditer(text):
        parts = cited[1].split(";")
        if all(_is_author_and_year(each, alone=len(parts) == 1) for each in parts):
            yield cited.span()
    if not text.isascii():
        for mark in _NOTE_MARK.finditer(text):
            if _is_note_mark(text, *mark.span()):
                yield mark.span()


def _is_reference(text: str, start: int, end: int, *, is_next: bool) -> bool:
    glued = text[start - 1 : start] if start else ""
    before = text[max(0, start - _BESIDE_CHARS) : start].rstrip()
    after = text[end : end + _BESIDE_CHARS].lstrip()
    if is_next:
        return not UNIT_NEXT.match(after)
    if UNIT_NEXT.match(after) or _ENDS_IN_FIGURE.search(before):
        # "Take [2] tablets", "Dose: [2]".
        return False
    if not before:
        # Behind a full stop it may open the next sentence; so may the number of a thing.
        return not after or after[0].isupper() or after[0] in "[\"“'‘"
    if not glued.isspace() and any(map(str.isdecimal, text[max(0, start - 4) : start])):
        # "46,XX[20]": that many cells.
        return False
    word = _WORD_BEFORE.search(before)
    return word is None or (word[1] is not None and word[1].lower() not in _WANTS_NUMBER)


def _is_note_mark(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _BESIDE_CHARS) : start]
    if not before.strip():
        # The mark of the sentence before.
        after = text[end : end + 2]
        return not after or (after[0].isspace() and after[1:].isupper())
    word = _LAST_WORD.search(before)
    if word is None or _MEASURED.fullmatch(word[1]):
        return False
    if word[2]:
        # ")²" may be a power.
        return word[2][-1] not in ")]"
    return len(word[1]) >= _WORDS_BEFORE_A_MARK_LETTERS


def _is_author_and_year(part: str, *, alone: bool) -> bool:
    """Return whether a part of what stands in brackets is "Smith et al., 2020, p. 4"."""
    part = _PAGES.sub("", _LEADING.sub("", part.strip(), count=1))
    words = part.split()
    years = 0
    while words and _YEAR.fullmatch(words[-1].rstrip(",")):
        words.pop()
        years += 1
    if not years or not words or len(words) > _MOST_WORDS or is_vital(part):
        return False
    has_comma = words[-1].endswith(",")
    plain = [word.strip(".,'’()") for word in words]
    if any(not word or word.lower() in _NO_AUTHORS for word in plain):
        return False
    names = [word for word in plain if word.lower() not in _LINKING]
    if not names or not all(name[0].isupper() and not _has_figure(name) for name in names):
        return False
    # "(ANC 2000)" is a result: letters alone are an author only where a comma parts the year.
    is_sure = has_comma or len(plain) > len(names) or not alone
    return is_sure or (len(names) == 1 and names[0][1:].islower() and not part.endswith("00"))


def _has_figure(word: str) -> bool:
    return any(map(str.isdigit, word))
