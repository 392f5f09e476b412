"""What was said of a word is said of it again only where nothing around it could change that."""

from __future__ import annotations

from collections.abc import Sequence
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from allvoice.narration import rules
from allvoice.narration.table import Remembered
from allvoice.narration.tokens import tokens_of
from tests.narration.test_handouts import FILES

LINES = sorted(
    line.split(" => ")[0]
    for file in FILES
    for line in file.read_text("utf-8").splitlines()
    if " => " in line
)
WORDS = sorted({word for line in LINES for word in line.split()})


class Forgetful(Remembered):
    """Asks the rules about every word anew."""

    def get(self, token: str, before: str, *, shouting: bool) -> None:
        """Know nothing."""


def said(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Return what is said of the words of some lines, and by which rules."""
    return [(token.spoken, token.rule) for line in lines for token in tokens_of(line)]


mixed = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


@given(st.lists(mixed | st.sampled_from(LINES), min_size=2, max_size=12))
def test_a_word_heard_before_is_said_as_if_it_were_the_first_time(lines: list[str]) -> None:
    again = [*lines, *reversed(lines)]
    with mock.patch.object(rules, "_KNOWN", Forgetful()):
        anew = said(again)
    with mock.patch.object(rules, "_KNOWN", Remembered()):
        assert said(again) == anew
