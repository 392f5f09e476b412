"""What somebody asks for: the words that matter of a question in plain words, a temperature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from allvoice.guide.search.folding import WORD, fold

LONGEST_QUERY_CHARS = 1_000
FEVER_C, FEVER_F = 37.5, 99.5
HIGHEST_C, LOWEST_C = 45.0, 30.0
HIGHEST_F, LOWEST_F = 113.0, 86.0
STOP_WORDS = frozenset({
    "a", "about", "after", "again", "all", "allowed", "also", "am", "an", "and", "any", "are",
    "aren't", "arent", "as", "at", "be", "been", "before", "but", "by", "can", "can't", "cannot",
    "cant", "could", "couldn't", "couldnt", "did", "didn't", "didnt", "do", "does", "doesn't",
    "doesnt", "doing", "don't", "dont", "each", "find", "for", "from", "get", "gets", "getting",
    "give", "given", "go", "goes", "going", "got", "had", "happen", "happening", "happens", "has",
    "hasn't", "hasnt", "have", "haven't", "havent", "having", "he", "her", "here", "hers", "him",
    "his", "how", "i", "i'm", "if", "im", "in", "into", "is", "isn't", "isnt", "it", "it's",
    "its", "just", "keep", "keeps", "know", "let", "lets", "make", "makes", "many", "may", "me",
    "mean", "means", "might", "more", "much", "must", "my", "need", "needs", "no", "not", "now",
    "of", "off", "ok", "okay", "on", "once", "or", "our", "out", "please", "really", "she",
    "should", "shouldn't", "shouldnt", "show", "so", "some", "somebody", "someone", "something",
    "still", "such", "take", "tell", "than", "that", "that's", "the", "their", "them", "then",
    "there", "there's", "these", "they", "this", "those", "to", "too", "up", "us", "use", "using",
    "very", "want", "wants", "was", "wasn't", "wasnt", "way", "we", "were", "what", "what's",
    "whats", "when", "where", "which", "while", "who", "why", "will", "with", "won't", "wont",
    "would", "you", "your",
})  # fmt: skip
"""They tell nothing of what is looked for, where other words do."""
_TEMPERATURE_WORDS = frozenset({
    "fever", "fevers", "feverish", "temp", "temps", "temperature", "temperatures", "degree",
    "degrees", "celsius", "centigrade", "fahrenheit", "thermometer", "reading", "arm", "armpit",
    "mouth", "oral", "under", "c", "f",
})  # fmt: skip
_FEVER_WORDS = frozenset({"fever", "temp", "temps", "temperature", "thermometer"})
"""A figure of a fever beside one of them is one, whatever else is typed: that comes first."""
_BESIDE_IT = frozenset({
    "high", "low", "bad", "ok", "okay", "normal", "dangerous", "now", "today", "tonight", "night",
    "child", "baby", "kid", "son", "daughter", "boy", "girl", "husband", "wife", "patient",
    "call", "reads", "shows", "says", "over", "above", "below",
})  # fmt: skip
_FIGURE = re.compile(
    r"(?<![\w.,])(?P<figure>\d{2,3}(?:[.,]\d{1,2})?)\s*(?:°|deg\w*)?\s*"
    r"(?P<unit>c|f|cel\w*|cent\w*|fah\w*)?(?![\w])"
)


@dataclass(frozen=True, slots=True)
class Temperature:
    """A temperature that somebody asks about."""

    celsius: float | None
    """None where it can only be the other scale."""
    fahrenheit: float | None
    is_sure: bool
    """It is asked about as one, or it is a fever: any other figure may stand for something else."""

    @property
    def is_fever(self) -> bool:
        """Whether it is one by any rule."""
        return (self.celsius is not None and self.celsius >= FEVER_C) or (
            self.fahrenheit is not None and self.fahrenheit >= FEVER_F
        )


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed."""

    folded: str
    words: tuple[str, ...]
    telling: tuple[str, ...]
    """The words that tell what is looked for; all of them where none does more than others."""
    temperature: Temperature | None


def question_of(query: str) -> Question | None:
    """Return what is asked for; None for nothing but white space."""
    folded = " ".join(fold(query[:LONGEST_QUERY_CHARS])[0].split())
    if not folded:
        return None
    words = tuple(WORD.findall(folded))
    telling = tuple(dict.fromkeys(word for word in words if word not in STOP_WORDS))
    return Question(folded, words, telling or words, _temperature(folded))


def _temperature(folded: str) -> Temperature | None:
    figures = list(_FIGURE.finditer(folded))
    if len(figures) != 1:
        return None
    found = figures[0]
    others = WORD.findall(f"{folded[: found.start()]} {folded[found.end() :]}")
    is_named = bool(set(others) & _FEVER_WORDS)
    if not is_named and not set(others) <= STOP_WORDS | _TEMPERATURE_WORDS | _BESIDE_IT:
        return None
    value, unit = float(found["figure"].replace(",", ".")), (found["unit"] or "")[:1]
    celsius = value if unit != "f" and LOWEST_C <= value <= HIGHEST_C else None
    fahrenheit = value if unit != "c" and LOWEST_F <= value <= HIGHEST_F else None
    if celsius is None and fahrenheit is None:
        return None
    is_asked = bool(unit) or not value.is_integer() or bool(set(others) & _TEMPERATURE_WORDS)
    is_fever = bool(
        (celsius is not None and celsius >= FEVER_C)
        or (fahrenheit is not None and fahrenheit >= FEVER_F)
    )
    if not is_fever and not set(others) <= STOP_WORDS | _TEMPERATURE_WORDS | _BESIDE_IT:
        return None
    return Temperature(celsius, fahrenheit, is_asked or is_fever)


def is_asked(question: Question, asked: Sequence[str]) -> bool:
    """Return whether somebody asks one of some questions in plain words.

    A word alone is no question in more words that only say so too: "call" is not "should I call".
    """
    telling = set(question.telling)
    return any(
        telling == set(other.telling) and (len(question.words) > 1 or len(other.words) == 1)
        for other in filter(None, map(question_of, asked))
    )
