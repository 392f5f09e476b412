from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.narration.lexicon import SOUNDS
from allvoice.speech.engines.alphabets import to_espeak, to_misaki


@pytest.mark.parametrize(
    ("ipa", "misaki", "espeak"),
    [
        ("əˈkjuːt", "əkjˈut", "@'kju:t"),
        ("ˌblɪnəˈtuːmoʊmæb", "blˌɪnətˈumOmæb", ",blIn@'tu:moUmab"),
        ("naɪˈloʊtɪnɪb", "nIlˈOtɪnɪb", "naI'loUtInIb"),
        ("pɛɡˈæspɑːrdʒeɪs", "pɛɡˈæspɑɹʤAs", "pEg'aspA@dZeIs"),
        ("mɚˌkæptoʊ", "məɹkˌæptO", "m3,kaptoU"),
        ("ˈtʃɔɪs", "ʧˈYs", "'tSOIs"),
        ("θɪŋk", "θɪŋk", "TINk"),
    ],
)
def test_sounds_are_written_as_each_voice_reads_them(ipa: str, misaki: str, espeak: str) -> None:
    assert to_misaki(ipa) == misaki
    assert to_espeak(ipa) == espeak


@given(st.text(sorted(SOUNDS - {"."})))
def test_whatever_the_lexicon_may_hold_becomes_plain_mnemonics_for_espeak(ipa: str) -> None:
    assert to_espeak(ipa).isascii()
    assert not set(to_espeak(ipa)) & set("[]<>&ː")
    assert "ː" not in to_misaki(ipa)
