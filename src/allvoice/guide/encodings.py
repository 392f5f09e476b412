"""Bytes of a file to text: UTF-8, UTF-16, or what an older program wrote. Pure.

What is not UTF-8 is detected by `charset_normalizer`. Handouts in English hold few letters that
tell one encoding from another ("38°", "don’t"), so that detection alone would take a degree sign
for Chinese: it chooses among the encodings that what is written can be in, and where they tie, the
one in which all signs are usual ones wins. Else it is Windows-1252, and that is said to be unsure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WESTERN = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
_OTHERS = {
    "cp1251": "Windows-1251",
    "koi8_r": "KOI8-R",
    "cp1253": "Windows-1253",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp932": "Shift JIS",
    "euc_jp": "EUC-JP",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "cp949": "Korean",
}
"""Encodings of other writings, by the names Python has for them."""
_NAMES = _WESTERN | _OTHERS
_USUAL = frozenset(
    "°½¼¾±×÷µ·–—‘’“”‚„…•©®™§¶€£¥¢¹²³ºª«»¡¿†‡‰ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøù"
    "úûüýÿŒœŸ\u00a0\u00ad≤≥≠≈"
)
_ODD_WITHIN = re.compile(
    r"[^\W\d_][¹²³ºª¡¿°½¼¾±×÷§¶¢£¥€†‡‰∞√≈≤≥≠][^\W\d_]|[^\s\W][¡¿]|[a-z][À-ÝŒŸ][a-z]"
)
"""Signs within a word, which a wrong encoding puts there."""
_APOSTROPHE = re.compile(r"[^\W\d_]’(?:s|t|m|d|ll|re|ve)\b")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_PARTS_OF_UTF_8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_NO_TEXT = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"GIF8")
MOST_SAMPLED_BYTES = 100_000
"""Of the lines that hold anything but ASCII: more of them tell no more."""
_MANY = 0.25
"""Share of bytes beyond ASCII, in the lines that have any, from which it may be another writing."""
_SURE_SHARE = 0.9
_RUN = re.compile(rb"[\x80-\xff]{3}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file."""

    text: str
    encoding: str = ""
    """The name of the encoding for people; empty for UTF-8 and UTF-16, which need no words."""
    is_sure: bool = True
    """No other encoding would do as well."""
    broken: int = 0
    """How many bytes of UTF-8 could not be read; each is shown as a replacement character."""

    @property
    def told(self) -> str:
        """What people are told of it, behind the name of the file; empty for nothing."""
        if self.broken:
            return "has letters that could not be read; a question mark in a box stands for each"
        if not self.encoding:
            return ""
        doubt = "" if self.is_sure else ", and some letters may be wrong"
        return f"was not written as UTF-8; it was read as {self.encoding}{doubt}"


class NotText(ValueError):
    """These bytes are no text."""


class BrokenText(ValueError):
    """These bytes are text in UTF-16, with a mistake."""


def decoded(raw: bytes) -> Decoded:
    """Return the bytes of a file as text.

    Raises:
        NotText: they are none, as those of a picture.
        BrokenText: their mark says UTF-16, and they are not.
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return Decoded(raw.decode("utf-16"))
        except UnicodeDecodeError as error:
            raise BrokenText(error.start) from error
    if b"\0" in raw:
        raise NotText
    try:
        return Decoded(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _of_another(raw)


def _of_another(raw: bytes) -> Decoded:
    if raw.startswith(_NO_TEXT) or len(_CONTROLS.findall(raw)) > len(raw) // 100:
        raise NotText
    whole = sum(map(len, _PARTS_OF_UTF_8.findall(raw)))
    broken = len(_HIGH.findall(raw)) - whole
    if whole > 4 * broken:
        # UTF-8 that was cut, or into which a few bytes of something else were put.
        return Decoded(raw.decode("utf-8-sig", "replace"), broken=broken)
    encoding, is_sure = _detected(raw)
    try:
        return Decoded(raw.decode(encoding), _NAMES[encoding], is_sure)
    except UnicodeDecodeError:
        # What it leaves out are control characters, which are never shown.
        return Decoded(raw.decode("cp1252", "replace"), _NAMES["cp1252"], False)


def _detected(raw: bytes) -> tuple[str, bool]:
    """Return the most likely encoding, and whether no other would do as well."""
    lines = b"\n".join(_lines(raw))
    is_other = bool(_RUN.search(lines)) and len(_HIGH.findall(lines)) > _MANY * len(lines)
    try:
        # Imported where a file is not UTF-8: nearly none is.
        from charset_normalizer import from_bytes
    except ModuleNotFoundError:
        return "cp1252", False
    asked = list(_OTHERS if is_other else _WESTERN)
    if is_other:
        found = from_bytes(lines, cp_isolation=asked).best()
        if found is not None and found.encoding in _NAMES:
            return found.encoding, not found.chaos
        asked = list(_WESTERN)
    ranks = {
        each: (_usual_share(lines, each), _apostrophes(lines, each), -match.chaos)
        for each in asked
        for match in from_bytes(lines, cp_isolation=[each])
        if match.encoding == each
    }
    if not ranks:
        return "cp1252", False
    best = max(ranks, key=lambda each: ranks[each])
    is_sure = list(ranks.values()).count(ranks[best]) == 1 and ranks[best][0] > _SURE_SHARE
    return (best, True) if is_sure else ("cp1252", False)


def _lines(raw: bytes) -> list[bytes]:
    found, length = [], 0
    for match in _LINE.finditer(raw):
        found.append(match[0])
        length += len(match[0])
        if length > MOST_SAMPLED_BYTES:
            break
    return found


def _apostrophes(lines: bytes, encoding: str) -> int:
    return len(_APOSTROPHE.findall(lines.decode(encoding, "replace")))


def _usual_share(lines: bytes, encoding: str) -> float:
    """Return which share of what is not ASCII are signs that people write where they stand."""
    text = lines.decode(encoding, "replace")
    signs = [sign for sign in text if not sign.isascii()]
    odd = len(_ODD_WITHIN.findall(text))
    return (sum(sign in _USUAL for sign in signs) - odd) / max(1, len(signs))
