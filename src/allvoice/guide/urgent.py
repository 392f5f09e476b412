"""Where a guide tells when to call for help. Pure."""

from __future__ import annotations

import functools
import re
import unicodedata

from allvoice.guide.model import Guide, is_yes

FRONT_KEY = "urgent"
"""In the front matter of the chapter that tells it: `urgent: true`."""

# Parts of titles, in lower case.
_NUMBER = r"(?:9-?1-?1|9-?9-?9|1-?1-?2|1-?1-?1|0-?0-?0|9-?9-?5|triple zero)"
_HELPER = (
    r"(?:team|doctors?|nurses?|clinic|hospital|ambulance|provider|physician|gp|oncologist|surgeon"
    r"|pharmacist|midwife|paramedics?|pa?ediatrician|specialist|dentist|ward|hotline|helpline"
    r"|professional|emergency (?:number|services|room|line)"
    r"|(?:doctor|nurse|provider|oncologist|pa?ediatrician)(?:'s)? (?:line|office|practice))"
)
_WHOSE = r"(?:(?:your|the|our|an?|his|her|their) )?(?:[\w'-]+ ){0,2}"
_SOMEONE = rf"(?:us|{_NUMBER}|{_WHOSE}{_HELPER})"
_ANYONE = rf"{_SOMEONE}(?:,? (?:or|and) {_SOMEONE})*"
_PLACE = (
    r"(?:the |your |an? )?(?:(?:nearest|closest|local) )?(?:hospital|er|ed|emergency"
    r"(?: room| department)?|a ?& ?e|casualty|urgent care|clinic|doctor)"
)
_AT_ONCE = r"(?:immediate|emergency|urgent)"
_HELP = rf"(?:(?:medical|professional|prompt|{_AT_ONCE}) )*(?:help|care|attention|advice)"
_SOON = r"(?:(?:right|straight) away|right now|now|at once|immediately|today|first)"
_END = r"(?=$| ?[:;,.?!()–—]| - )"
_GOES_ON = (
    rf"(?:{_END}|(?= (?:{_SOON}|if|when|for|about|and|or|with|after|during|before|while|as soon as"
    r"|within|without|the same day|day or night|in an emergency)\b))"
)
"""The title ends here, or goes on in a way that leaves the sense of what it said so far."""
_BEGINS = r"(?:(?:^|[:;,.?!(–—] ?| - )(?:please |always )?|\b(?:you (?:should|must)|reasons to) )"
"""The title begins here, or a part of it that asks for something."""
_WHEN = (
    r"(?<!questions about )\bwhen (?:to|(?:should|do|must|can) (?:i|you|we)(?: (?:need|have) to)?"
    r"|(?:i|you|we) (?:should|must|(?:need|have) to)) "
)
_CALL = r"(?:call|phone|ring|telephone)"
_RANKS = (
    (
        rf"{_WHEN}(?:{_CALL}|contact)(?: {_ANYONE})?{_GOES_ON}",
        rf"{_WHEN}(?:seek|get) {_HELP}{_GOES_ON}",
        rf"{_WHEN}go to {_PLACE}{_GOES_ON}",
        rf"(?<!not )(?<!n't )(?<!never )\b(?:{_CALL}|dial) {_NUMBER}\b",
        rf"{_BEGINS}{_CALL} (?:for )?an ambulance{_GOES_ON}",
        rf"{_BEGINS}go to {_PLACE}{_GOES_ON}",
        rf"{_BEGINS}(?:seek|get) (?:medical )?{_AT_ONCE} {_HELP}{_GOES_ON}",
        r"(?<!not )(?<!non-)(?<!no )\bemergency (?:warning |danger )?(?:signs?|symptoms?)\b",
    ),
    (
        rf"{_WHEN}(?:see|visit) {_ANYONE}{_GOES_ON}",
        rf"{_BEGINS}{_CALL}(?: for help| {_ANYONE}){_GOES_ON}",
        rf"{_BEGINS}{_CALL} {_SOON}\b",
        rf"{_BEGINS}contact {_ANYONE} (?:{_SOON}|if)\b",
        rf"{_BEGINS}(?:seek {_HELP}|get (?:medical|{_AT_ONCE}) {_HELP}){_GOES_ON}",
        rf"{_BEGINS}get {_HELP} {_SOON}\b",
        rf"{_BEGINS}(?:the |know the |serious |early )?(?:red flag|danger|warning) signs?\b",
        rf"{_BEGINS}(?:the )?red flags?(?: symptoms?)?(?:{_END}|(?= (?:to watch|to look)\b))",
    ),
    (
        r"(?:^|: )(?:what to do )?(?:(?:in|in case of|during|for|if it is|what is|is it) )?"
        r"(?:an? )?(?:medical )?emergenc(?:y|ies)"
        rf"(?: help| care|(?: phone)? numbers?| contacts?)?{_END}",
        r"(?:^|: )(?:(?:what|when it|if it) is )?urgent"
        rf"(?: (?:warning )?(?:signs?|symptoms?)| (?:medical )?help)?{_END}",
    ),
)
"""What titles say, the surest first."""
_TITLES = tuple(re.compile("|".join(rank)) for rank in _RANKS)
_NUMBERING = re.compile(r"^(?:[^\w]|\d{1,3}(?:\.\d{1,3})*[.)])+")
_SIGNS = str.maketrans({"’": "'", "‐": "-", "‑": "-"})


def urgent_blocks(guide: Guide) -> tuple[int, int] | None:
    """Return the first and last block of what tells when to call, None where nothing does.

    A chapter whose front matter says so comes first; else the section whose title says it surest,
    the earliest of equals, with the deeper ones inside it.
    """
    for file, front in enumerate(guide.front):
        if is_yes(front.get(FRONT_KEY, "")):
            blocks = [block.index for block in guide.blocks if block.file == file]
            if blocks:
                return blocks[0], blocks[-1]
    titles = [_plain(section.title) for section in guide.sections]
    for says_so in _TITLES:
        for section, title in zip(guide.sections, titles, strict=True):
            if says_so.search(title):
                return guide.blocks_within(section)
    return None


def is_urgent(guide: Guide, block: int) -> bool:
    """Return whether a block belongs to what tells when to call."""
    first, last = _urgent_blocks(guide)
    return first <= block <= last


@functools.lru_cache(maxsize=2)
def _urgent_blocks(guide: Guide) -> tuple[int, int]:
    """Return the first and last block, those of a guide that is read being asked for often."""
    return urgent_blocks(guide) or (0, -1)


def _plain(title: str) -> str:
    """Return a title in lower case, without a number or signs before it."""
    plain = unicodedata.normalize("NFKC", title.translate(_SIGNS)).casefold()
    return _NUMBERING.sub("", " ".join(plain.split()))
