"""How single written tokens are said. Whole tokens only; what no rule is sure of is left plain.

The rules stand in the tables at the end of this file, in the order in which they are asked; the
first that answers says the token. Before them comes the lexicon (`tokens`), which may take several
words at once; behind them, where a sentence is read carefully, the syllables of a medicine
(`narrator`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from allvoice.narration import (
    addresses,
    capitals,
    chart_words,
    dates,
    dotted,
    genes,
    lab_words,
    noted_numbers,
    quantities,
    ranges,
    rates,
    ratios,
    repeats,
    results,
    shorthand,
    signs,
    single_signs,
    slashes,
    telephones,
    times_of_day,
    treatment_days,
    units,
    weekdays,
    words,
)
from allvoice.narration.around import NO_CONTEXT, Around, Context
from allvoice.narration.calendar_names import DAY_NAMES, MONTH_NAMES
from allvoice.narration.marks import CLOSING, OPENING, ending_of, finished
from allvoice.narration.model import AS_WRITTEN
from allvoice.narration.ranges import dash_between
from allvoice.narration.table import Remembered, Rule, Said, Table
from allvoice.narration.tall_man import folded
from allvoice.narration.words import CODE, NEIGHBOURLY, PARTED, WHOLE

_DASHES = "-‐‑‒–—―−.…"
_GROUP_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_IN_GROUPS = re.compile(rf"(?<=\d){_GROUP_SPACE}(?=\d\d\d)")
_COMPARING = re.compile(f"([{signs.COMPARISONS}−@])")
_DASH_TO_LIMIT = re.compile(r"(?<=\d)[-–](?=[<>≤≥≈~]\d)")
_MARKER = re.compile(r"(?:^|/)(?:[A-Z]+\d[A-Z\d]*|MRD)$")
_SUSPENDED = re.compile(r"(?:and|or|to|and/or)\s+\S*-[^\W\d_]")
_TALL = re.compile(r"(\d{1,2})['’′](\d{1,2})(?:[\"”″]|''|’’|′′)(.*)", re.DOTALL)
_PLAIN_WORD = re.compile(r"([A-Z]?[a-z]+)[.,;:!?]?")
_NEVER_PLAIN = frozenset(
    word.replace(".", "").lower()
    for word in (
        *(*WHOLE, *units.NAMES, *NEIGHBOURLY, *dotted.WORDS, *lab_words.WORDS),
        *(*chart_words.WORDS, *DAY_NAMES, *MONTH_NAMES),
    )
)
LONGEST_WORD_CHARS = 200
"""No rule looks at a longer token: it is no word."""
NUMBER_IN_GROUPS = rf"\d{{1,3}}(?:(?:{_GROUP_SPACE}000)+|(?:[\u2007\u2009\u202f]\d{{3}})+)(?!\d)"
"""A number with spaces in it. A plain space before other digits than 000 proves nothing: "take 2
500 mg tablets"."""


def spoken(
    written: str,
    *,
    before: str = "",
    after: str = "",
    shouting: bool = False,
    earlier: str = "",
    context: Context = NO_CONTEXT,
) -> Said:
    """Return how one token is said, and the name of the rule that says so.

    What is said may be empty for pure decoration, or a single mark that shapes the voice.

    Args:
        written: as displayed; white space only between the digits of one number.
        before: the token before it, as displayed.
        after: what comes next, at least two dozen characters of it.
        shouting: the whole sentence is in capitals.
        earlier: what stands before it in its sentence, or the end of that.
        context: what its sentence, or its row of a table, is about.
    """
    # A full stop within a sentence may be that of a clipped word.
    if _is_plain(written) and not (after and written.endswith(".")):
        return written, AS_WRITTEN
    before = signs.normal(before.lstrip(OPENING))
    said = _KNOWN.get(written, before, shouting=shouting)
    if said is None:
        around = Around(before, signs.normal(after), shouting, after, earlier, context)
        said = _by_rule(written, around)
        _KNOWN.keep(written, around, said)
    return said


def _is_plain(written: str) -> bool:
    """Return whether a token is one of the nine of ten words that no rule would change."""
    plain = _PLAIN_WORD.fullmatch(written)
    return plain is not None and plain[1].lower() not in _NEVER_PLAIN


def _by_rule(written: str, around: Around) -> Said:
    found = _WITH_ITS_MARKS.first(written, around)
    if found is not None:
        return found
    core, _, ending = ending_of(_grouped(written).lstrip(OPENING))
    core = shorthand.usual(signs.normal(core), around)
    # "CD19- and CD22-targeted": that hyphen is no sign.
    if core.endswith("-") and (_SUSPENDED.match(around.after) or results.is_hyphened(around.after)):
        core = core.removesuffix("-")
    said, rule = _WITHOUT_MARKS.sure(core, around)
    return finished(said, ending), rule


def _grouped(written: str) -> str:
    """Return a token with commas for the spaces within its numbers."""
    return _IN_GROUPS.sub(",", written)


def _dash(written: str, around: Around) -> str | None:
    if written.strip(_DASHES):
        return None
    if written == "--" or (len(written) == 1 and written != "."):
        return dash_between(written, around)
    return "." if written == "." else ","


def _sign_in_brackets(written: str, around: Around) -> str | None:
    signed = shorthand.sign_in_brackets(written)
    if signed is None:
        return None
    name, meaning, ending = signed
    if name and not _is_plain(name):
        name, _ = _by_rule(name, around.beside(around.before))
    return f"{name} {meaning}{ending}".strip()


def _markers(core: str, around: Around) -> str | None:
    """Say the signs behind what is found on cells, or is not: "CD19+/CD22-"."""
    found = results.marked(core, around)
    if found is None:
        return None
    said = ((_by_rule(name, around.beside())[0] if name else "", sign) for name, sign in found)
    return ", ".join(f"{name} {sign}".strip() for name, sign in said)


def _star_on_result(written: str, around: Around) -> str | None:
    found = results.starred(written, around)
    if found is None:
        return None
    name, stars = found
    return f"{_by_rule(name, around)[0].rstrip(',')} {stars}".strip()


def _with_full_stop(
    say: Callable[[str, Around], str | None],
) -> Callable[[str, Around], str | None]:
    """Return a rule for words like "St.", of which the full stop is a part."""

    def with_full_stop(written: str, around: Around) -> str | None:
        if not written.endswith("."):
            return None
        core, tail, _ = ending_of(_grouped(written).lstrip(OPENING))
        return say(core + tail, around) if tail == "." else None

    return with_full_stop


def _short_with_full_stop(written: str, around: Around) -> str | None:
    return dotted.within_sentence(written, around, lambda word: _by_rule(word, around)[0])


def _no_word(written: str, _: Around) -> str | None:
    """Say what is too long to be a word sign by sign."""
    if len(written) <= LONGEST_WORD_CHARS:
        return None
    core, _tail, ending = ending_of(_grouped(written).lstrip(OPENING))
    if len(core) <= LONGEST_WORD_CHARS:
        return None
    return finished(signs.said(signs.normal(addresses.LINK.sub(" link ", core))), ending)


def _height(written: str, _: Around) -> str | None:
    match = _TALL.fullmatch(_grouped(written).lstrip(OPENING))
    if match is None:
        return None
    _core, _tail, ending = ending_of("x" + match[3])
    rest = signs.said(match[3].rstrip(CLOSING))
    return finished(f"{match[1]} feet {match[2]} inches {rest}", ending)


def _tall_man(core: str, around: Around) -> str | None:
    small = folded(core)
    return None if small == core else _WITHOUT_MARKS.sure(small, around)[0]


def _plural_in_brackets(core: str, around: Around) -> str | None:
    if "(s)" not in core:
        return None
    return _MENDED.sure(core.replace("(s)", "s"), around)[0]


def _dash_to_limit(core: str, around: Around) -> str | None:
    mended = _DASH_TO_LIMIT.sub(" to ", core)
    return None if mended == core else _COMPARED.sure(mended, around)[0]


def _comparison(core: str, around: Around) -> str | None:
    compared = _COMPARING.split(core)
    if len(compared) == 1:
        return None
    first = around.beside(around.before)
    rest = around.beside()
    said = []
    for index, part in enumerate(compared):
        if index % 2:
            marker = _MARKER.search(compared[index - 1]) if part == "+" else None
            ends = compared[index + 1][:1] in ("", "/")
            is_row = index > 1 and not compared[index - 1] and compared[index - 2] == part
            if not is_row:
                name = single_signs.between(compared[index - 1], part, compared[index + 1])
                said.append("positive" if marker and ends else name)
        elif part:
            beside = rest if index else first
            said += [
                _COMPOUND.sure(shorthand.usual(each, around), beside)[0] for each in part.split()
            ]
    return " ".join(part for part in said if part)


def _in_parts(core: str, around: Around) -> str | None:
    """Say the parts of "B-ALL" or "AML/ALL" each by its own rule."""
    pieces = PARTED.split(core)
    if len(pieces) == 1:
        return None
    out, path = _part(pieces[0], around.beside(around.before)), slashes.is_path(core)
    for index in range(2, len(pieces), 2):
        previous, mark, part = pieces[index - 2 : index + 1]
        # A unit in front of what it measures stays single: "a 10 milligram tablet".
        beside = around.beside("1" if previous.isdecimal() else "")
        said = _part(part, beside)
        before = around.before if index == 2 else pieces[index - 4]
        last = index == len(pieces) - 1
        after = around.after if last else ""
        if mark == "/":
            earlier = around.earlier if index == 2 else "".join(pieces[: index - 2])
            often = rates.denominator(previous, part, earlier, after)
            named = slashes.NAMED if path else slashes.between(previous, part, around.earlier)
            out = f"{out} per {often}" if often else f"{out}{named}{said}"
        elif mark == "::":
            out = f"{out} {said}"
        elif not part:
            ends = last or pieces[index + 1] == "/"
            out = f"{out} {results.sign_behind(previous)}" if mark == "-" and ends else f"{out},"
        elif not previous:
            # "-5x": a minus that no rule for quantities knew.
            out = f"{out} minus {said}" if part[0].isdecimal() else f"{out} {said}"
        elif ranges.is_between(previous, part, before, after):
            out = f"{out} to {said}"
        elif mark in "–—" or (previous[-1].isdecimal() and part[0].isdecimal()):
            # "L4-5"
            parted = " dash" if CODE.fullmatch(previous) and mark == "-" else ","
            out = f"{out}{parted} {said}"
        elif part.isalpha() and said == part and out.endswith(previous) and previous.isalpha():
            out = f"{out}-{said}"
        else:
            out = f"{out} {said}"
    return out.strip()


def _part(part: str, around: Around) -> str:
    return _PART.sure(part, around)[0] if part else ""


def _as_written(core: str, _: Around) -> str | None:
    return core if signs.said(core) == core else None


def _sign_by_sign(core: str, _: Around) -> str:
    return signs.said(core)


_KNOWN = Remembered()
_alone_with_full_stop = _with_full_stop(weekdays.alone_with_full_stop)
_WITH_ITS_MARKS = Table(
    Rule("telephone number", telephones.spaced_telephone, figures=True, mixed=True),
    Rule("positive or negative", results.lone_sign, figures=False, mixed=True),
    Rule("date", dates.dash, figures=False, mixed=True),
    Rule("dash", _dash, figures=False, mixed=True),
    Rule("date", dates.short_year, figures=True, mixed=True),
    Rule("flag of a laboratory", results.flag),
    Rule("unsure letter", results.unsure_flag),
    Rule("positive or negative", results.pair_of_signs, figures=False, mixed=True),
    Rule("star on a result", _star_on_result, mixed=True),
    Rule("amount", quantities.amount_in_brackets, figures=True, mixed=True),
    Rule("sign in brackets", _sign_in_brackets, mixed=True),
    Rule("dosing interval", _with_full_stop(words.interval_to_come), figures=False, mixed=True),
    Rule("number", _with_full_stop(words.number), figures=False, mixed=True),
    Rule("saint", _with_full_stop(words.saint), figures=False, mixed=True),
    Rule("short word", _short_with_full_stop, figures=False, mixed=True),
    Rule("extension", _with_full_stop(telephones.extension), figures=False, mixed=True),
    Rule(
        "days of the week",
        _with_full_stop(weekdays.alone_with_full_stop),
        figures=False,
        mixed=True,
    ),
    Rule("short on a chart", chart_words.with_full_stop, mixed=True),
    Rule("gene", genes.alleles, figures=True, mixed=True),
    *single_signs.RULES,
    Rule("very long word", _no_word),
    Rule("height", _height, figures=True, mixed=True),
)
"""For a token as it is displayed, with the punctuation around it."""

_ABBREVIATION = Rule("abbreviation", words.abbreviation)
_NAMES = (Rule("short word of the laboratory", lab_words.short_word), *genes.RULES)
_QUANTITIES = (
    Rule("round the clock", quantities.round_the_clock, figures=True, mixed=True),
    Rule("date", dates.date, figures=True),
    Rule("time of day", times_of_day.time_of_day, figures=True),
    *(*noted_numbers.GLUED, *telephones.RULES),
    Rule("long number", quantities.long_number, figures=True),
    *ratios.RULES,
    Rule("range", ranges.span, figures=True, mixed=True),
    Rule("amount", quantities.amount, figures=True),
    Rule("unknown unit", ranges.unknown_unit, figures=True, mixed=True),
    Rule("times", quantities.so_many, figures=True, mixed=True),
    Rule("unit", quantities.unit),
)
_WORDS = (
    Rule("Roman numeral", words.roman_numeral, figures=False),
    Rule("dosing interval", words.interval, figures=True, mixed=True),
    Rule("change of chromosomes", words.change_of_chromosomes, mixed=True),
    Rule("letters and figures", words.code, figures=True, mixed=True),
    Rule("letters and Greek", words.letters_and_greek, figures=False),
    Rule("the disease or the word all", words.disease_or_all, figures=False),
    Rule("acronym", capitals.acronym, figures=False),
    Rule(capitals.STRESSED, capitals.word_in_capitals, figures=False),
    Rule("letter by letter", capitals.letter_by_letter, figures=False),
)
_SIGNS = (Rule(AS_WRITTEN, _as_written), Rule("names of signs", _sign_by_sign))
_IN_PARTS = (
    Rule("Roman numeral", words.roman_numerals, figures=False, mixed=True),
    Rule("word in parts", _in_parts, mixed=True),
    *_SIGNS,
)
_WITHOUT_MARKS = Table(
    Rule("tall-man letters", _tall_man),
    Rule("dosing interval", words.interval_to_come, figures=False),
    Rule("into the spine", words.into_the_spine, figures=False),
    Rule("post office box", words.post_office, figures=False),
    Rule("sum of money", words.large_sum, figures=False),
    Rule("blood group", shorthand.blood_group, figures=False, mixed=True),
    *noted_numbers.RULES,
    Rule("positive or negative", _markers, mixed=True),
    Rule("positive or negative", results.word_of_result, figures=False),
    Rule("row of signs", results.row_of_signs, figures=False, mixed=True),
    Rule("grade", ratios.grade, figures=False),
    *treatment_days.RULES,
    *weekdays.RULES,
    Rule("time of day", times_of_day.hours_behind, figures=False),
    Rule("extension", telephones.extension),
    *repeats.RULES,
    Rule("times", quantities.times, figures=False),
    Rule("time of day", times_of_day.noon_or_midnight, figures=False),
    Rule("temperature", shorthand.temperature, figures=False),
    _ABBREVIATION,
    *chart_words.RULES,
    *_NAMES,
    Rule("link", addresses.link, mixed=True),
    Rule("e-mail address", addresses.mail, mixed=True),
    Rule("website", addresses.site, mixed=True),
    *_QUANTITIES,
    Rule("plural in brackets", _plural_in_brackets, mixed=True),
    Rule("range up to a limit", _dash_to_limit, figures=True, mixed=True),
    Rule("comparison", _comparison, mixed=True),
    *_WORDS,
    *_IN_PARTS,
)
"""For a token without the punctuation around it, in its normal form."""

_PART = Table(_ABBREVIATION, *_NAMES, *_QUANTITIES, *_WORDS, *_SIGNS)
"""For one part of a word that has several."""
_COMPOUND = Table(_ABBREVIATION, *_NAMES, *_QUANTITIES, *_WORDS, *_IN_PARTS)
"""For one side of a comparison."""
_COMPARED = Table(Rule("comparison", _comparison), *_COMPOUND.rules)
_MENDED = Table(Rule("range up to a limit", _dash_to_limit, figures=True), *_COMPARED.rules)
"""For a token whose brackets were taken off."""
RULES = (*_WITH_ITS_MARKS.rules, *_WITHOUT_MARKS.rules)
"""All rules for single tokens, in the order in which they are asked."""
