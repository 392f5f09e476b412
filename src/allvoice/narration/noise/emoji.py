"""Picture signs that say nothing: a cross, a warning, a clock, a pill are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from allvoice.narration.noise.found import Span

_PICTURE = "[\U0001f000-\U0001faff☀-➿⬀-⯿]"
_MORE = "[︎️\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_SIGN = re.compile(f"{_PICTURE}{_MORE}*(?:\u200d{_PICTURE}{_MORE}*)*")
_FIGURE = re.compile(r"[\d½¼¾⅓⅔⅛]")
_SAYING = re.compile(
    # Whether something is to be done, or is right.
    r"CROSS|BALLOT|CHECK|ENTRY|PROHIBITED|FORBIDDEN|\bNO\b|\bNON|STOP|OCTAGONAL|WARNING|EXCLAMATION"
    r"|QUESTION|THUMB|UNDERAGE|DO NOT|SOS|SIREN|POLICE|REVOLVING|RADIOACTIVE|BIOHAZARD|SKULL"
    r"|RAISED HAND|HAND WITH|CAUTION|CONSTRUCTION|SHIELD"
    # How much, up or down, and which of several colours.
    r"|DIGIT|KEYCAP|NUMBER|HUNDRED|PLUS|MINUS|MULTIPLICATION|DIVISION|EQUALS|ARROW|TRIANGLE|CIRCLE"
    r"|SQUARE|DIAMOND|BLACK STAR|WHITE STAR|ASTERISK|TREND|CHART|ABACUS|FLAG|COLOR"
    # When.
    r"|CLOCK|WATCH|HOURGLASS|CALENDAR|SUN|MOON|NIGHT|MORNING|DAY|STARS|BED|SLEEP|ZZZ|BELL|ALARM"
    r"|REPEAT|CYCLONE|SNOW|FIRE"
    # With what, and for whom.
    r"|PILL|SYRINGE|DROP|THERMOMETER|BANDAGE|STETHOSCOPE|TELEPHONE|PHONE|HOSPITAL|AMBULANCE"
    r"|MEDICAL|TOOTH|BRAIN|LUNGS|ANATOMICAL|BONE|EAR\b|EYE\b|NOSE|MOUTH|FOOT|HAND\b|BLOOD|TEST TUBE"
    r"|MICROSCOPE|DNA|MICROBE|MASK|GLOVES|SOAP|SPONGE|TOILET|SHOWER|BATHTUB|SPOON|FORK|PLATE|BOTTLE"
    r"|CUP|GLASS|MILK|POTABLE|WATER|TROPICAL|JUICE|COFFEE|BEER|WINE|COCKTAIL|CIGARETTE|SMOKING"
    r"|EGG|FISH|SUSHI|MEAT|SALAD|FRUIT|GRAPE|LEMON|TANGERINE|CHEESE|BREAD|PEANUT|SHRIMP|OYSTER"
    r"|BABY|CHILD|WOMAN|MAN\b|MALE|PREGNANT|WHEELCHAIR|DOG|CAT\b|BIRD|KEY|LOCK"
)
"""In names of signs: these may say what to do, how much, when or with what."""
_FACE = re.compile(r"\bFACE\b")
_SAYING_FACE = re.compile(r"SUN|MOON|CLOCK|THERMOMETER|MASK|BANDAGE|VOMIT|NAUSEA|SNEEZ|SLEEP")
_BESIDE_CHARS = 4


def find(text: str) -> Iterator[Span]:
    """Yield where picture signs stand that say nothing; one beside a figure may count something."""
    if text.isascii():
        return
    for found in _SIGN.finditer(text):
        pictures = [sign for sign in found[0] if unicodedata.category(sign) in ("So", "Sk")]
        names = [unicodedata.name(sign, "") for sign in pictures]
        if not pictures or any(map(_says_something, names)):
            continue
        before = text[max(0, found.start() - _BESIDE_CHARS) : found.start()].rstrip()[-1:]
        after = text[found.end() : found.end() + _BESIDE_CHARS].lstrip()[:1]
        if not (_FIGURE.match(before) or _FIGURE.match(after)):
            yield found.span()


def _says_something(name: str) -> bool:
    """Return whether a sign may say something, by its name; one without a name may."""
    saying = _SAYING_FACE if _FACE.search(name) else _SAYING
    return not name or bool(saying.search(name))
