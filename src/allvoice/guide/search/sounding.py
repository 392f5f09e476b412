"""How a written word sounds, roughly: whoever has only heard it writes one that sounds alike.

Vowels are all one sound, and letters that English reads alike are one letter: "vinkristeen" is
"vincristine", and a respelling ("meth-oh-TREK-sayt") is its word.
"""

from __future__ import annotations

import re
from functools import lru_cache

_STARTS = re.compile(r"^(?:(k)(?=n)|(p)(?=[sn])|(w)(?=r))")
_ALIKE = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"[ck]h|ck|qu?|c(?![eiy])"), "k"),
    (re.compile(r"g?ht"), "t"),
    (re.compile(r"[st]ion|shun"), "shan"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[cz]"), "s"),
    (re.compile(r"dg|g(?=[eiy])"), "j"),
    (re.compile(r"[rt]h"), lambda found: found[0][0]),
    (re.compile(r"(?<=[aeiouy])h"), ""),
    (re.compile(r"[aeiouyw]+"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=.)a$"), ""),
)


@lru_cache(maxsize=32_768)
def sounding(word: str) -> str:
    """Return the letters that stand for the sounds of a folded word."""
    sounds = _STARTS.sub("", word)
    for pattern, letter in _ALIKE:
        sounds = pattern.sub(letter, sounds)
    return sounds
