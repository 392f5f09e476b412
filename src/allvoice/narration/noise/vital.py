"""Words that nobody may miss: doses, limits, negations, and what says how and when. Pure."""

from __future__ import annotations

import re

from allvoice.narration import units

_ANY_FIGURE = re.compile(r"[\d½¼¾⅓⅔⅛⅜⅝⅞⁰¹²³⁴-⁹₀-₉①-⒛]")
_COUNTED = (
    "tablets? pills? capsules? caps? doses? drops? puffs? patch(?:es)? sprays? times sachets? "
    "vials? syringes? scoops? spoons? spoonfuls? teaspoons? tablespoons? cups? glass(?:es)? "
    "bottles? ampoules? units? cells? grams? milligrams? micrograms? milliliters? millilitres? "
    "liters? litres? ounces? pounds? kilograms? degrees? percent hours? minutes? days? weeks? "
    "months? years? nights? cycles?"
)
_UNIT_WORDS = "|".join(
    [*map(re.escape, sorted(units.NAMES, key=len, reverse=True)), *_COUNTED.split()]
)
UNIT_NEXT = re.compile(rf"\s*(?:{_UNIT_WORDS})(?![^\W\d_])", re.IGNORECASE)
"""A unit, or what is counted, at the start of a text."""
_DOSE = re.compile(rf"[\d½¼¾]\s?-?(?:{_UNIT_WORDS})(?![^\W\d_])", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nothing|nobody|neither|nor|without|except|excepting|unless|only|but"
    r"|cannot|avoid(?:s|ed|ing)?|stop(?:s|ped|ping)?|hold|skip|omit|refuse|forbidden|prohibited"
    r"|negative|instead|rather|w/o|non|minus|less|free)\b|n['’]t\b|-ve\b|[❌✖✗✘⛔🚫🛑−]",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"[<>≤≥±≈]|\b(?:more|less|fewer|greater|higher|lower|at least|at most|at the most|over|under"
    r"|above|below|up to|max(?:imum)?|min(?:imum)?|limit|until|till|within|beyond|exceed\w*)\b",
    re.IGNORECASE,
)
_HOW_AND_WHEN = (
    # Numbers and amounts.
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty "
    "sixty hundred thousand million half halves third quarter double triple twice once thrice "
    "first second single both each every per all any another few dose dosage tablet tablets pill "
    "pills capsule capsules drop drops teaspoon teaspoons tablespoon tablespoons spoon unit units "
    # Conditions and orders.
    "if when whenever while before after during with together until since always must should may "
    "can optional required needed call dial phone ring tell ask give take drink eat use keep wash "
    "check emergency danger dangerous warning caution urgent allergy allergic allergies important "
    "because or and "
    # Routes and places.
    "oral orally mouth swallow vein intravenous intravenously intrathecal intrathecally spine "
    "spinal skin subcutaneous muscle intramuscular rectal rectally nose nasal eye eyes ear ears "
    "inhaled injection injected infusion line port left right topical topically crush crushed "
    "chew chewed whole food meal meals milk empty stomach fasting "
    # Times.
    "daily weekly monthly hourly nightly morning noon afternoon evening night bedtime breakfast "
    "lunch dinner supper day days week weeks month months hour hours minute minutes today tomorrow "
    "tonight now immediately monday tuesday wednesday thursday friday saturday sunday mon tue tues "
    "wed thu thur thurs fri sat sun weekend weekends "
    # Results.
    "high low critical abnormal normal positive bid tid qid qhs prn npo stat"
)
_SAYS_HOW = frozenset(_HOW_AND_WHEN.split())
_WORD = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"[+=/\\*×÷%°$€£†‡→←↑↓⚠✅✔✓☑☐☒❗‼⁉❓]|(?<!\w)[-–—](?!\w)")
_NAMING_WORD_LETTERS = 3


def has_figure(text: str) -> bool:
    """Return whether a text has any figure."""
    return bool(_ANY_FIGURE.search(text))


def is_negated(text: str) -> bool:
    """Return whether a text says that something is not, or is not to be done."""
    return bool(_NEGATION.search(text))


def is_vital(text: str) -> bool:
    """Return whether a text has a dose, a limit or a negation."""
    return bool(_DOSE.search(text) or _LIMIT.search(text) or _NEGATION.search(text))


def has_plain_word(text: str) -> bool:
    """Return whether a text has a word that is no unit, no limit and no negation."""
    words = _WORD.findall(_LIMIT.sub(" ", _NEGATION.sub(" ", text)))
    return any(
        len(word) >= _NAMING_WORD_LETTERS
        and UNIT_NEXT.match(word) is None
        and word.lower() != "than"
        for word in words
    )


def may_matter(text: str) -> bool:
    """Return whether a text may say how much, how, when, whether, or be a result.

    What is too short to be an explanation, as a flag is, may matter too.
    """
    if has_figure(text) or is_vital(text) or _SIGN.search(text):
        return True
    words = _WORD.findall(text.lower())
    named = any(len(word) >= _NAMING_WORD_LETTERS for word in words)
    return not named or any(word in _SAYS_HOW for word in words)
