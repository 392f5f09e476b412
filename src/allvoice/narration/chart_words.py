"""What charts, labels and prescriptions write short, in any capitals, said in words.

Words that are English too ("po", "cap", "sig") are only said so where a dose, a number or a
schedule stands beside them. What may stand for two things keeps its letters.
"""

from __future__ import annotations

import re
import unicodedata

from allvoice.narration import signs
from allvoice.narration.around import Around
from allvoice.narration.table import Rule
from allvoice.narration.units import is_unit, units
from allvoice.narration.words import is_schedule

_ALWAYS = {
    "subq": "under the skin", "subcut": "under the skin", "sub-q": "under the skin",
    "subcut.": "under the skin", "npo": "nothing by mouth", "w/": "with", "w/o": "without",
    "s/p": "status post", "c/w": "consistent with", "f/u": "follow-up", "f/up": "follow-up",
    "d/c": "D C", "d/c'd": "D C'd", "r/o": "rule out", "h/o": "history of", "b/c": "because",
    "y/o": "years old", "n/v": "nausea and vomiting", "n/v/d": "nausea, vomiting and diarrhea",
    "r/r": "relapsed or refractory", "gi/gu": "G I and G U", "appt": "appointment",
    "appts": "appointments", "appt.": "appointment", "susp": "suspension", "soln": "solution",
    "soln.": "solution", "sol'n": "solution", "susp.": "suspension", "inj": "injection",
    "inj.": "injection", "dx": "diagnosis", "hx": "history", "hosp": "hospital",
    "hosp.": "hospital", "tabs": "tablets", "tabs.": "tablets", "liq": "liquid",
    "liq.": "liquid", "wk": "week", "wks": "weeks", "wks.": "weeks", "hrs.": "hours",
    "yr": "year", "yrs": "years", "mins": "minutes", "secs": "seconds", "thru": "through",
    "til": "until", "'til": "until", "b4": "before", "prn": "as needed", "qd": "once a day",
    "tid": "three times a day", "qid": "four times a day", "qod": "every other day",
    "qhs": "at bedtime", "tiw": "three times a week", "biw": "twice a week",
    "p.o": "by mouth", "i.v": "I V", "i.m": "I M", "s.c": "under the skin",
    "p.r": "rectally", "s.l": "under the tongue", "temps": "temperatures",
    "ou": "O U", "meds": "medicines", "pmhx": "past medical history", "am/pm": "a.m. or p.m.",
    "s/s": "signs and symptoms",
    "w/u": "workup",
    "w/e": "W E", "p/w": "P W", "f/n": "F N", "r/v": "review", "btw": "B T W", "rpt": "R P T",
    "w/wo": "with and without", "wknd": "weekend", "wknds": "weekends", "wkend": "weekend",
    "wkends": "weekends", "flr": "floor", "amt": "amount", "dbl": "double", "drsg": "dressing",
    "sched": "schedule", "abx": "antibiotics", "bldg": "building", "bkfst": "breakfast",
    "dx'd": "diagnosed", "tx'd": "treated",
}  # fmt: skip
"""Words that are no English ones, in small letters."""
_ROUTES = {
    "po": "by mouth", "iv": "I V", "im": "I M", "sc": "under the skin", "sq": "under the skin",
    "sl": "under the tongue", "pr": "rectally", "ng": "N G",
    "subq": "under the skin", "ivp": "I V push", "ivpb": "I V piggyback", "bid": "twice a day",
    "nj": "N J", "gt": "G T",
}  # fmt: skip
"""Ways and times to give a dose; elsewhere they may be words."""
_MEALS = {
    "ac": "before meals", "pc": "after meals", "hs": "at bedtime", "stat": "stat",
}  # fmt: skip
_HOW_OFTEN = {
    "bd": "twice a day", "tds": "three times a day", "qds": "four times a day",
    "on": "at night", "om": "in the morning", "nocte": "at night", "mane": "in the morning",
}  # fmt: skip
_ALWAYS_HOW_OFTEN = frozenset({"tds", "qds", "nocte"})
_HOW_OFTEN_TOGETHER = re.compile(r"(bd|tds|qds|mane|nocte)([-–/&+])(bd|tds|qds|mane|nocte)")
_JOINED_BY = {"-": "to", "–": "to", "/": "or", "&": "and", "+": "and"}
_ROUTES_TOGETHER = re.compile(
    r"(?:po|iv|im|sc|sq|ng|pr|sl|gt|nj)(?:/(?:po|iv|im|sc|sq|ng|pr|sl|gt|nj)){1,3}", re.IGNORECASE
)
_COMPANIONS = frozenset(
    {*_ROUTES, *_MEALS, "prn", "daily", "qd", "qhs", "tid", "qid", "npo", "weekly"}
)
_DOSED = frozenset(
    [
        "tab",
        "tabs",
        "tablet",
        "tablets",
        "cap",
        "caps",
        "capsule",
        "capsules",
        "pill",
        "pills",
        "dose",
        "doses",
        "drop",
        "drops",
        "gtt",
        "gtts",
        "ml",
        "mg",
        "mcg",
        "g",
        "units",
        "puff",
        "puffs",
        "spray",
        "sprays",
        "susp",
        "liquid",
        "solution",
        "once",
        "twice",
    ]
)
_ONE_OF = frozenset({"half", "one", "whole", "each", "per", "quarter"})
_THEN = frozenset({"then", "or", "and", "by", "via", "to"})
_JOINED = frozenset({"po", "iv", "sl", "sc", "im", "subq"})
_GIVING = frozenset({"apply", "give", "take", "use", "inject", "taken", "given", "dosed"})
_FORMS = {
    "tab": "tablet", "cap": "capsule", "caps": "capsules", "gtt": "drop", "gtts": "drops",
}  # fmt: skip
_STRENGTH = re.compile(
    r"[\d.,/-]*\d-?(?:mg|mcg|g|mL|ml|gm|units?|IU|mEq)(?:/\S+)?|mg|mcg|mL|ml|gm|milligrams?"
)
_COUNT = re.compile(r"(?:.*[^\w.,])?(?:\d+(?:[.,/]\d+)?|[½¼¾])")
_DOTTED_HOW_OFTEN = re.compile(r"(?:b\.d|t\.d\.s|q\.d\.s|o\.d|o\.n|o\.m)\.?")
_LASTING_AHEAD = re.compile(
    r"(?:for\s|[x×]\s?)?\d{1,2}(?:[-–]\d{1,2})?(?:/(?:7|52|12)\b|\s?days?\b)"
)
_AFTER_FASTING = re.compile(r"MN\b|mn\b|midnight|\d{4}\b|[a-z]{4}")
_FASTING = frozenset({"npo", "po", "p.o", "p.o."})
_GRAINS = re.compile(r"(ss|i{1,3}(?:ss)?|iv|vi{0,3})(?:/(\d{1,2}))?")
_NEXT_SENTENCE = re.compile(r"[A-Z][a-z]")
_TOLD_BESIDE = re.compile(r"\b(?:nocte|bd|tds|qds)\b", re.IGNORECASE)
_WITH_BARS = {"s": "without", "c": "with", "p": "after", "a": "before"}
_BARS = ("\u0304", "\u0305", "\u00af", "\u203e")
_PATIENT = {"pt": "patient", "pts": "patients"}
_NO_PATIENT_AFTER = re.compile(r"(?:\d|INR|/|[<>=])")
_MEASURED = {"temp": "temperature", "wt": "weight", "ht": "height"}
_VALUE_AHEAD = re.compile(
    r"(?:[<>≤≥=~≈:]|\d|is\b|of\b|was\b|over\b|above\b|below\b|at\b|greater|less|gain|loss|q\d|every)"
)
_TAKEN = frozenset(
    {"take", "check", "high", "low", "body", "her", "his", "your", "oral", "axillary"}
)
_GIVEN = re.compile(r"[a-z]")
_TRANSFUSED = re.compile(
    r"\b(?:plts?|platelets?|p?rbcs?|blood|sct|bmt|hsct|transplant|transfus\w+|marrow|stem)\b",
    re.IGNORECASE,
)
_OPERATED = re.compile(r"\b(?:surg\w*|post-?op|pre-?op|op|line|biopsy)\b", re.IGNORECASE)
_NUMERALS = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "x": "10", "ss": "one half",
    "iss": "1 and one half", "iiss": "2 and one half",
}  # fmt: skip
_DOSES_AHEAD = re.compile(
    r"(?:tabs?|tablets?|caps?|capsules?|gtts?|drops?|puffs?|pills?|tsps?|doses?|sprays?)\b"
)
_NUMERAL_SPAN = re.compile(r"(i|ii|iii)([-–/])(ii|iii|iv)")
_SURE_NUMERALS = frozenset({"ii", "iii"})


def always(core: str, _: Around) -> str | None:
    """Return what a chart's word stands for that means nothing else, or None."""
    return _ALWAYS.get(core.lower())


def grains(core: str, around: Around) -> str | None:
    """Return the letters of the "iss" of "gr. iss" or the "ii/24" of "max ii/24 h", or None.

    Whether grams or grains, and how many, is not sure.
    """
    match = _GRAINS.fullmatch(core)
    if match is None or not (
        around.before.lower().rstrip(".") == "gr"
        or (match[2] and around.before.lower().rstrip(".") == "max")
    ):
        return None
    letters = " ".join(match[1].upper())
    return f"{letters} slash {match[2]}" if match[2] else letters


def after(core: str, around: Around) -> str | None:
    """Return how the "p" of "NPO p MN" is said, or None."""
    if core not in ("p", "p.") or not _AFTER_FASTING.match(around.after):
        return None
    return "after" if around.before.lower() in _FASTING else None


def with_bar(core: str, _: Around) -> str | None:
    """Return how "s̄" or "c̄" is said, or None."""
    if core.isascii() or len(core) > 2:
        return None
    letter, *bars = list(unicodedata.normalize("NFD", core.lower()))
    return _WITH_BARS.get(letter) if len(bars) == 1 and bars[0] in _BARS else None


def route(core: str, around: Around) -> str | None:
    """Return how "po" or "SL" is said behind a dose, or "IV/PO" anywhere, or None."""
    name = core.lower()
    if _ROUTES_TOGETHER.fullmatch(core):
        return " or ".join(_ROUTES[each] for each in name.split("/"))
    said = _ROUTES.get(name) or _MEALS.get(name)
    if said is None or (core == "iv" and _DOSES_AHEAD.match(around.after)):
        return None
    if name == "hs" and around.before.lower() == "at":
        return "bedtime"
    if name in ("ac", "pc", "hs") and _is_beside_schedule(around):
        return said
    if around.before.lower() in _THEN and around.context.is_schedule and name in _JOINED:
        return said
    if core == "bid" and around.before.lower() in _GIVING:
        return said
    if name in ("pr", "sl", "gt", "nj") and around.before.isdecimal():
        # "PR" may number a change, or be the pulse.
        return None
    return said if _is_behind_dose(around) else None


def how_often(core: str, around: Around) -> str | None:
    """Return how "bd", "t.d.s." or "nocte" is said behind a dose or in a schedule, or None.

    "OD" keeps its letters: once a day, an overdose or the right eye.
    """
    name = core.lower()
    if match := _HOW_OFTEN_TOGETHER.fullmatch(name):
        word = _JOINED_BY[match[2]]
        return f"{_HOW_OFTEN[match[1]]} {word} {_HOW_OFTEN[match[3]]}"
    plain = name.replace(".", "")
    if "." in name:
        if not _DOTTED_HOW_OFTEN.fullmatch(name):
            return None
        if plain == "od":
            return "O D"
        return _HOW_OFTEN[plain] if plain in ("bd", "tds", "qds") or _behind(around) else None
    if plain in ("od", "om") and _is_behind_dose(around):
        return "O D" if plain == "od" else _HOW_OFTEN[plain]
    if plain not in _HOW_OFTEN or plain in ("on", "om"):
        return None
    if _LASTING_AHEAD.match(around.after):
        return _HOW_OFTEN[plain]
    told = plain in _ALWAYS_HOW_OFTEN and around.context.is_schedule
    told = told or (plain == "mane" and bool(_TOLD_BESIDE.search(around.context.text)))
    return _HOW_OFTEN[plain] if told or _behind(around) else None


def _behind(around: Around) -> bool:
    before = around.before.strip("(.,;&")
    return _is_behind_dose(around) or before.lower().replace(".", "") in _HOW_OFTEN


def form(core: str, around: Around) -> str | None:
    """Return how the "tab" of "20mg tab" or the "caps" of "2 caps" is said, or None."""
    name = core.lower().rstrip(".")
    if name not in _FORMS:
        return None
    before = around.before
    if _COUNT.fullmatch(before) and units(core) is not None:
        # Behind a figure it is a unit.
        return None
    if _COUNT.fullmatch(before) or before in _NUMERALS or _NUMERAL_SPAN.fullmatch(before):
        single = before in ("i", "ss", "1", "½", "¼", "¾")
        single = single or ("/" in before and " " not in before)
        return _FORMS[name].removesuffix("s") + ("" if single else "s")
    told = _STRENGTH.fullmatch(before) or is_unit(before) or before.lower() in _ONE_OF
    told = told or name in ("gtt", "gtts")
    return _FORMS[name] if told or around.earlier.lower().endswith("half a ") else None


def patient(core: str, around: Around) -> str | None:
    """Return how "pt" or "Pts" is said, or None; "PT" may be a clotting time."""
    name = core.lower().rstrip(".")
    if name not in _PATIENT or core.isupper() or _NO_PATIENT_AFTER.match(around.after):
        return None
    if around.before[-1:].isdecimal() and name == "pt":
        return None
    return _PATIENT[name]


def measured(core: str, around: Around) -> str | None:
    """Return how "temp" or "Wt" is said where a value stands beside it, or None."""
    name = core.lower().rstrip(".")
    if name not in _MEASURED:
        return None
    if name == "ht" and around.context.is_laboratory:
        # It may be the hematocrit.
        return None
    if name == "temp" and not (
        core.endswith(".") or _VALUE_AHEAD.match(around.after) or around.before.lower() in _TAKEN
    ):
        return None
    return (
        None
        if core.isupper() and name != "temp" and not _VALUE_AHEAD.match(around.after)
        else _MEASURED[name]
    )


def treatment(core: str, around: Around) -> str | None:
    """Return how "tx", "sx" or "c/o" is said, or None."""
    if core in ("tx", "Tx"):
        unsure = _TRANSFUSED.search(around.context.text)
        return "T X" if unsure else "treatment"
    if core in ("sx", "Sx"):
        return "S X" if _OPERATED.search(around.context.text) else "symptoms"
    if core.lower() == "c/o":
        # Or "in care of" somebody.
        return "complains of" if _GIVEN.match(around.after) else "C O"
    return None


def on_a_label(core: str, around: Around) -> str | None:
    """Return how the "Sig", "Disp" or "RF" of a prescription is said, or None."""
    name = core.lower().rstrip(".:")
    if name == "sig" and (
        core != "sig" or around.after[:1].isdecimal() or core.endswith((".", ":"))
    ):
        return "directions"
    if name == "disp" and (around.after[:1] in "#:" or around.after[:1].isdecimal()):
        return "dispense"
    if name == "rf" and re.match(r"[x×:#]?\s?\d", around.after):
        return "refills"
    if name == "max" and (core.endswith(".") or core.isupper()):
        return "maximum"
    return None


def numeral(core: str, around: Around) -> str | None:
    """Return how the "ii" of "ii tabs" is said, or None."""
    if (match := _NUMERAL_SPAN.fullmatch(core)) and _DOSES_AHEAD.match(around.after):
        return f"{_NUMERALS[match[1]]} {'or' if match[2] == '/' else 'to'} {_NUMERALS[match[3]]}"
    name = "".join(mark for mark in unicodedata.normalize("NFD", core) if mark not in _BARS)
    if name not in _NUMERALS or (name == "x" and around.before[-1:].isdecimal()):
        return None
    if name in _SURE_NUMERALS and not around.before[-1:].isdecimal():
        return _NUMERALS[name]
    if name == "i" and around.before.lower().rstrip(".") in _FORMS:
        return "1"
    return _NUMERALS[name] if _DOSES_AHEAD.match(around.after) else None


def _is_behind_dose(around: Around) -> bool:
    before = around.before.strip("(.,;)")
    return (
        is_unit(before)
        or before[-1:].isdecimal()
        or bool(_STRENGTH.fullmatch(before))
        or before.lower() in _DOSED
        or before.lower() in _COMPANIONS
        or is_schedule(before)
    )


def _is_beside_schedule(around: Around) -> bool:
    word = re.match(r"[\w.]*", around.after)
    if word is not None and (is_schedule(word[0]) or word[0].lower() in _COMPANIONS):
        return True
    return around.before in ("&", "and", "@") and around.context.is_schedule


WORDS = frozenset(
    {*_ALWAYS, *_HOW_OFTEN, *_ROUTES, *_MEALS, *_FORMS, *_PATIENT, *_MEASURED, *_NUMERALS, "tx",
     "sx", "sig",
     "disp", "rf", "max", "mn", "n", "d", "wk", "mo", "mos", "hr", "ext", "extn", "div", "mwf",
     "hrly", "od", "p", "iss", "th", "tu",
     "mw", "tth"}
)  # fmt: skip
"""Words in small letters that these rules, or those for times and days, may change."""


RULES = (
    Rule("unsure grains", grains),
    Rule("short on a chart", after, figures=False),
    Rule("numeral on a chart", numeral, figures=False),
    Rule("short on a chart", with_bar, figures=False),
    Rule("short on a chart", form, figures=False),
    Rule("short on a chart", route, figures=False),
    Rule("dosing interval", how_often, figures=False),
    Rule("short on a chart", patient, figures=False),
    Rule("short on a chart", measured, figures=False),
    Rule("short on a chart", treatment, figures=False),
    Rule("short on a chart", on_a_label, figures=False),
    Rule("short on a chart", always),
)
"""The rules in the order in which they are asked."""


def with_full_stop(written: str, around: Around) -> str | None:
    """Return how "tab." is said within a sentence, without the stop: no dose ends there."""
    if not written.endswith(".") or not around.after or not written[-2:-1].isalnum():
        return None
    core = signs.normal(written.lstrip("([{\"'“‘«*_`"))
    for rule in RULES:
        said = rule.say(core, around) or rule.say(core[:-1], around)
        if said is not None:
            ends = rule.say is how_often and _NEXT_SENTENCE.match(around.after)
            return f"{said}." if ends else said
    return None
