"""Words and signs: what has no sure spoken form, and what a listener cannot know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from allvoice.guide.glossary import glossary_of
from allvoice.guide.model import CODE_KINDS, Block, BlockKind, Guide, Sentence, Style
from allvoice.listenability.report import Finding, Severity
from allvoice.listenability.source_map import SourceMap
from allvoice.narration import boxes, pictures
from allvoice.narration.around import Context
from allvoice.narration.capitals import is_shouting, is_word
from allvoice.narration.cells import lone_signs
from allvoice.narration.lexicon import Lexicon
from allvoice.narration.model import Token
from allvoice.narration.narrator import said_by_style
from allvoice.narration.tokens import tokens_of

_CORE = re.compile(r"^[\W_]*(.*?)[\W_]*$", re.DOTALL)
_DRUG_STEMS = (
    "mab nib leucel tagene pargase aginase cillin mycin micin rubicin cristine blastine platin "
    "arabine purine trexate asone isolone nisone setron conazole fungin clovir pril sartan statin "
    "profen aminophen parin grastim poetin zomib clax ustine semide cycline floxacin phamide "
    "relbine vorin"
)
DRUG_LIKE = re.compile(rf"[A-Za-z]{{2,}}(?:{'|'.join(_DRUG_STEMS.split())})s?", re.IGNORECASE)
"""Words with a stem that the World Health Organization gives to medicines."""
_NOT_DRUGS = frozenset({"april"})
_ALL = re.compile(r"\bALL\b")
_PLURAL_NEXT = re.compile(r" (?:[a-z]+ )?[a-z]{3,}[^\Ws]s\b")
_FIGURE_FIRST = re.compile(r"[=≥]|\d")
_ABBREVIATION = re.compile(r"(?<![\w-])[A-Z]{2,6}(?=s?\b)")
WELL_KNOWN = frozenset(["AM", "ER", "ID", "OK", "PM", "TV", "UK", "US", "USA"])
"""Nobody needs these explained."""
_SMALL_WORDS = frozenset({"a", "and", "for", "in", "of", "on", "or", "the", "to"})
_WORD = re.compile(r"[^\W_]+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
_LETTERS_AND_DIGITS = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
_SIGN_NAMES = {
    "slash": Severity.HARD, "backslash": Severity.WRONG, "star": Severity.WRONG,
    "dash": Severity.HARD, "comma": Severity.HARD, "colon": Severity.HARD,
    "underscore": Severity.WRONG, "bar": Severity.WRONG, "equals greater than": Severity.WRONG,
}  # fmt: skip
"""A sign said by its name in the middle of a word: no rule knew what was meant."""
_NAMING_RULES = frozenset(
    {pictures.RULE, boxes.RULE, "star on a result", "flag of a laboratory", "gene", "tissue type"}
)
"""What is named is said rightly by its name: "star" for a picture of one, or at a marked result."""
_ONE_OF_TWO_DATES = "the date "
"""How a date is begun that may be of two months; its figures are said."""
UNSURE_RULES = frozenset(
    {"unknown unit", "unsure letter", "unsure degree", "unsure length of time", "unsure point",
     "unsure grains", "raised before a figure", "blank of a template",
     "figure broken at a line's end"}
)  # fmt: skip
"""Rules of the narration that say what is written because nobody can know what is meant."""


def wording_findings(guide: Guide, lexicon: Lexicon, source_map: SourceMap) -> Iterator[Finding]:
    """Yield what would be heard wrongly, or not understood, word by word."""
    for block in guide.blocks:
        if block.kind in CODE_KINDS:
            continue
        yield from _unsure(block, lexicon, source_map)
        yield from _unknown_drugs(block, lexicon, source_map)
        yield from _ambiguous_all(block, source_map)
        yield from _doubtful_quote(block, source_map)
        yield from _crossed_out(block, source_map)
    yield from _unexplained(guide, lexicon, source_map)


def _unsure(block: Block, lexicon: Lexicon, source_map: SourceMap) -> Iterator[Finding]:
    for sentence in block.sentences:
        for token in _tokens(block, sentence, lexicon):
            if token.start is None or token.end is None:
                continue
            written = block.text[token.start : token.end]
            severity = None if token.rule in _NAMING_RULES else _doubt(written, token.spoken)
            if token.rule in UNSURE_RULES:
                severity = Severity.WRONG
            if token.rule == "date" and token.spoken.startswith(_ONE_OF_TWO_DATES):
                message = f"“{written}” may be two dates; write the month as a word."
                yield source_map.in_block(
                    block, token.start, written, "unsure", Severity.HARD, message, token.rule
                )
            elif severity is not None:
                message = (
                    f"“{written}” is heard as “{token.spoken}” (by the rule: {token.rule}); "
                    "write it in words, or say how in lexicon.toml."
                )
                yield source_map.in_block(
                    block, token.start, written, "unsure", severity, message, token.rule
                )


def _tokens(block: Block, sentence: Sentence, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of a sentence as a listener gets them."""
    start, end = sentence.start, sentence.end
    known = [*said_by_style(block, start, end), *lone_signs(block, start, end)]
    row = Context(block.text) if block.kind is BlockKind.TABLE_ROW else None
    return tokens_of(block.text, start, end, lexicon=lexicon, context=row, known=known)


def _doubt(written: str, spoken: str) -> Severity | None:
    """Return how bad it is that no rule was sure of a token; None where one was."""
    if _has_unknown_letters(spoken):
        return Severity.WRONG
    if written.isalpha():
        return None
    core = _CORE.sub(r"\1", written)
    if _ORDINAL.fullmatch(core):
        return None
    if core and spoken.strip(".,;:!?") == core and _LETTERS_AND_DIGITS.search(core):
        return Severity.WRONG
    padded = f" {spoken.strip('.,;:!?').lower()} "
    for name, severity in _SIGN_NAMES.items():
        if f" {name} " in padded and name not in written.lower():
            has_figure = any(map(str.isdecimal, written))
            return Severity.WRONG if has_figure else severity
    return None


def _has_unknown_letters(spoken: str) -> bool:
    """Return whether letters are left that belong to another writing than Latin."""
    return any(
        mark.isalpha() and not unicodedata.name(mark, "").startswith("LATIN")
        for mark in spoken
        if not mark.isascii()
    )


def _unknown_drugs(block: Block, lexicon: Lexicon, source_map: SourceMap) -> Iterator[Finding]:
    told: set[str] = set()
    for match in _WORD.finditer(block.text):
        word = match[0]
        if not DRUG_LIKE.fullmatch(word) or word.lower() in _NOT_DRUGS or word in told:
            continue
        if lexicon.sounds(word) or lexicon.find(word) is not None:
            continue
        told.add(word)
        message = (
            f"“{word}” looks like a medicine and the voice can only guess it; "
            "give its sounds in lexicon.toml."
        )
        yield source_map.in_block(
            block, match.start(), word, "unknown-name", Severity.WRONG, message
        )


def _unexplained(guide: Guide, lexicon: Lexicon, source_map: SourceMap) -> Iterator[Finding]:
    """Yield the first place of each abbreviation that the guide explains nowhere."""
    explained = {each.term for each in glossary_of(guide).definitions}
    text = " ".join(block.text for block in guide.blocks if block.kind not in CODE_KINDS)
    initials = _Initials(text)
    done: set[str] = set(WELL_KNOWN)
    for block in guide.blocks:
        if block.kind in CODE_KINDS:
            continue
        for match in _ABBREVIATION.finditer(block.text):
            letters = match[0]
            if letters in done or is_word(letters) or _is_in_shouting(block, match.start()):
                continue
            done.add(letters)
            if letters in explained or initials.spell(letters):
                continue
            if not _is_spelled(block, match.start(), letters, lexicon):
                continue
            message = (
                f"“{letters}” is explained nowhere; write out what it stands for "
                "where it is first used."
            )
            yield source_map.in_block(
                block, match.start(), letters, "abbreviation", Severity.HARD, message
            )


def _is_spelled(block: Block, offset: int, letters: str, lexicon: Lexicon) -> bool:
    """Return whether an abbreviation is heard as letters: said in words it is understood."""
    sentence = next(each for each in block.sentences if offset < each.end)
    for token in _tokens(block, sentence, lexicon):
        if token.start is not None and token.end is not None and offset < token.end:
            said = token.spoken.upper()
            return " ".join(letters) in said or letters in said.split()
    return True


def _is_in_shouting(block: Block, offset: int) -> bool:
    sentence = next(each for each in block.sentences if offset < each.end)
    return is_shouting(block.text[sentence.start : sentence.end])


def _ambiguous_all(block: Block, source_map: SourceMap) -> Iterator[Finding]:
    """Yield where "ALL" may be the disease or the word in capitals."""
    for sentence in block.sentences:
        text = block.text[sentence.start : sentence.end]
        for match in _ALL.finditer(text):
            if is_shouting(text) or _PLURAL_NEXT.match(text, match.end()):
                message = (
                    "“ALL” may be heard as the disease or as the word here; "
                    "write the word in small letters, or name the disease."
                )
                yield source_map.in_block(
                    block, sentence.start + match.start(), "ALL", "all", Severity.WRONG, message
                )


def _doubtful_quote(block: Block, source_map: SourceMap) -> Iterator[Finding]:
    """Yield a quote that was probably meant as "greater than"."""
    if block.quote_depth and _FIGURE_FIRST.match(block.text):
        message = (
            "This line begins with > and is heard as a quote; "
            "if more than a figure is meant, write it in words."
        )
        yield source_map.at_line(block.file, block.line, "quote", Severity.WRONG, message)


def _crossed_out(block: Block, source_map: SourceMap) -> Iterator[Finding]:
    for span in block.content.spans:
        if Style.STRIKE in span.style:
            text = block.text[span.start : span.end]
            message = f"“{text}” is crossed out, which is easily missed by ear; take it out."
            yield source_map.in_block(
                block, span.start, text, "crossed-out", Severity.HARD, message
            )


class _Initials:
    """The first letters of the words of a text."""

    def __init__(self, text: str) -> None:
        words = [part for word in _WORD.findall(text) for part in [word]]
        # An abbreviation must not explain itself.
        self._all = "".join(word[0].lower() for word in words if not word.isupper())
        self._large = "".join(
            word[0].lower()
            for word in words
            if not word.isupper() and word.lower() not in _SMALL_WORDS
        )

    def spell(self, letters: str) -> bool:
        """Return whether words stand in a row that begin with some letters."""
        wanted = letters.lower()
        return len(wanted) > 2 and (wanted in self._all or wanted in self._large)
