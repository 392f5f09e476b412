"""A respelling that is typed has the sounds that a dictionary gives for it, or none at all."""

from __future__ import annotations

import difflib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.narration.lexicon import SOUNDS
from allvoice.narration.respelling import LONGEST_CHARS, sounds_of

DICTIONARY = [
    ("er-WIN-ee-uh krih-SAN-thuh-mee", "ɚ.ˈwɪn.i.ə krɪ.ˈsæn.θə.mi"),
    ("daw-noh-ROO-bih-sin", "ˌdɔː.noʊ.ˈruː.bɪ.sɪn"),
    ("sy-kloh-FOS-fuh-myd", "ˌsaɪ.kloʊ.ˈfɑːs.fə.maɪd"),
    ("bor-TEZ-oh-mib", "bɔːr.ˈtɛz.oʊ.mɪb"),
    ("hy-drok-see-yoo-REE-uh", "haɪ.ˌdrɑːk.si.jʊ.ˈriː.ə"),
    ("al-oh-PYOOR-ih-nol", "ˌæ.loʊ.ˈpjʊr.ɪ.nɔːl"),
    ("TY-ruh-seen KY-nays in-HIB-ih-ter", "ˈtaɪ.rə.siːn ˈkaɪ.neɪs ɪn.ˈhɪb.ɪ.tɚ"),
    ("as-KIM-ih-nib", "æs.ˈkɪm.ɪ.nɪb"),
    ("blin-uh-TOOM-oh-mab", "ˌblɪn.ə.ˈtuːm.oʊ.mæb"),
    ("ih-noh-TOO-zoo-mab", "ˌɪ.noʊ.ˈtuː.zuː.mæb"),
    ("oh-zoh-guh-MIH-sin", "ˌoʊ.zoʊ.ɡə.ˈmɪ.sɪn"),
    ("brek-soo-KAB-tuh-jeen", "ˌbrɛk.suː.ˈkæb.tə.dʒiːn"),
    ("oh-beh-KAB-tuh-jeen", "ˌoʊ.bɛ.ˈkæb.tə.dʒiːn"),
    ("EL-ih-tek", "ˈɛl.ɪ.tɛk"),
    ("PRED-nih-sohn", "ˈprɛd.nɪ.soʊn"),
    ("dek-suh-METH-uh-zohn", "ˌdɛk.sə.ˈmɛθ.ə.zoʊn"),
    ("gruh-NIS-eh-tron", "ɡrə.ˈnɪs.ɛ.trɑːn"),
    ("uh-PREP-ih-tant", "ə.ˈprɛp.ɪ.tənt"),
    ("AT-ih-van", "ˈæt.ɪ.væn"),
    ("SEN-uh", "ˈsɛn.ə"),
    ("pol-ee-ETH-uh-leen GLY-kol", "ˌpɑː.li.ˈɛθ.ə.liːn ˈɡlaɪ.kɔːl"),
    ("nur-ON-tin", "nʊr.ˈɑːn.tɪn"),
    ("lev-eh-ty-RASS-eh-tam", "ˌlɛv.ɛ.taɪ.ˈræs.ɛ.tæm"),
    ("MOH-trin", "ˈmoʊ.trɪn"),
    ("AS-prin", "ˈæs.prɪn"),
    ("KOH-deen", "ˈkoʊ.diːn"),
    ("nuh-LOK-sohn", "nə.ˈlɑːk.soʊn"),
    ("KET-uh-meen", "ˈkɛt.ə.miːn"),
    ("uh-mok-sih-SIL-in", "ə.ˌmɑːk.sɪ.ˈsɪl.ɪn"),
    ("sef-TAZ-ih-deem", "sɛf.ˈtæz.ɪ.diːm"),
    ("mair-oh-PEN-em", "ˌmɛr.oʊ.ˈpɛn.ɛm"),
    ("lee-voh-FLOK-suh-sin", "ˌliː.voʊ.ˈflɑːk.sə.sɪn"),
    ("pih-pair-uh-SIL-in", "pɪ.ˌpɛr.ə.ˈsɪl.ɪn"),
    ("try-METH-uh-prim", "traɪ.ˈmɛθ.ə.prɪm"),
    ("pen-TAM-ih-deen", "pɛn.ˈtæm.ɪ.diːn"),
    ("uh-TOH-vuh-kwohn", "ə.ˈtoʊ.və.kwoʊn"),
    ("MEP-ron", "ˈmɛp.rɑːn"),
    ("dy-FLOO-kan", "daɪ.ˈfluː.kæn"),
    ("vor-ih-KON-uh-zole", "ˌvɔːr.ɪ.ˈkɑːn.ə.zoʊl"),
    ("val-gan-SY-kloh-veer", "ˌvæl.ɡæn.ˈsaɪ.kloʊ.vɪr"),
    ("def-ih-TEE-lee-oh", "ˌdɛf.ɪ.ˈtiː.li.oʊ"),
    ("fyoo-ROH-suh-myd", "fjʊ.ˈroʊ.sə.maɪd"),
    ("loo-PROH-lyd", "luː.ˈproʊ.laɪd"),
    ("LIM-fuh-blast", "ˈlɪm.fə.ˌblæst"),
    ("KROH-muh-sohm", "ˈkroʊ.mə.soʊm"),
    ("hy-poh-DIP-loid", "ˌhaɪ.poʊ.ˈdɪp.lɔɪd"),
    ("kun-sol-ih-DAY-shun", "kən.ˌsɑːl.ɪ.ˈdeɪ.ʃən"),
    ("kee-moh-THAIR-uh-pee", "ˌkiː.moʊ.ˈθɛr.ə.pi"),
    ("HIK-mun", "ˈhɪk.mən"),
    ("BOHN MAIR-oh AS-puh-rut", "ˈboʊn ˈmɛr.oʊ ˈæs.pə.rət"),
    ("suh-RINJ", "sə.ˈrɪndʒ"),
    ("fluh-BOT-uh-mee", "flə.ˈbɑːt.ə.mi"),
    ("fy-BRIN-uh-jen", "faɪ.ˈbrɪn.ə.dʒən"),
    ("FAIR-ih-tin", "ˈfɛr.ɪ.tɪn"),
    ("ek-oh-KAR-dee-uh-gram", "ˌɛk.oʊ.ˈkɑːr.di.ə.ɡræm"),
    ("ay-FEE-bril", "eɪ.ˈfiː.brɪl"),
    ("an-tee-eh-MET-ik", "ˌæn.ti.ɛ.ˈmɛt.ɪk"),
    ("an-ul-JEE-zik", "ˌæn.əl.ˈdʒiː.zɪk"),
    ("os-tee-oh-nuh-KROH-sis", "ˌɑːs.ti.oʊ.nə.ˈkroʊ.sɪs"),
    ("sy-nuh-SOI-dul", "ˌsaɪ.nə.ˈsɔɪ.dəl"),
    ("splee-nuh-MEG-uh-lee", "ˌspliː.nə.ˈmɛɡ.ə.li"),
    ("kry-oh-prez-er-VAY-shun", "ˌkraɪ.oʊ.ˌprɛz.ɚ.ˈveɪ.ʃən"),
    ("myoo-kor-my-KOH-sis", "ˌmjuː.kɔːr.maɪ.ˈkoʊ.sɪs"),
    ("men-in-JY-tis", "ˌmɛn.ɪn.ˈdʒaɪ.tɪs"),
]
"""Respellings, and the sounds as they were transcribed apart from them."""
MOSTLY = 0.8


def syllables(sounds: str) -> list[str]:
    return re.split(r"[. ]", sounds)


def main_stresses(sounds: str) -> list[int]:
    return [at for at, each in enumerate(syllables(sounds)) if "ˈ" in each]


def bare(sounds: str) -> str:
    return re.sub(r"[ˈˌ.]", "", sounds)


@pytest.mark.parametrize(("respelling", "sounds"), DICTIONARY)
def test_it_has_the_syllables_and_the_stress_of_the_dictionary(
    respelling: str, sounds: str
) -> None:
    found = sounds_of(respelling)
    assert len(syllables(found)) == len(syllables(sounds))
    assert main_stresses(found) == main_stresses(sounds)
    alike = difflib.SequenceMatcher(None, bare(found), bare(sounds)).ratio()
    assert alike >= MOSTLY, found


def test_most_are_the_sounds_of_the_dictionary_to_the_letter() -> None:
    same = [each for each in DICTIONARY if bare(sounds_of(each[0])) == bare(each[1])]
    assert len(same) >= len(DICTIONARY) * 3 // 4


@pytest.mark.parametrize(
    ("respelling", "sounds"),
    [
        ("on-DAN-se-tron", "ɑːn.ˈdæn.sə.trɑːn"),
        ("POE-sa-KON-a-zole", "ˌpoʊ.sə.ˈkɑːn.ə.zoʊl"),
        ("ras-BURE-i-kase", "ræs.ˈbjʊr.ɪ.keɪs"),
        ("floo-DARE-a-been", "fluː.ˈdɛr.ə.biːn"),
        ("gan-SYE-kloe-veer", "ɡæn.ˈsaɪ.kloʊ.vɪr"),
        ("VIZH-un", "ˈvɪʒ.ən"),
        ("thin", "ˈθɪn"),
        ("boy-OW-aw", "bɔɪ.ˈaʊ.ɔː"),
        ("see DIF", "ˈsiː ˈdɪf"),
    ],
)
def test_each_spelling_has_its_sound(respelling: str, sounds: str) -> None:
    assert sounds_of(respelling) == sounds


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        "on--DAN",
        "-DAN",
        "12-DAN",
        "A-B-C",
        "follow-up",
        "qu-ay-x",
        "on-DAn",
        "é-TAY",
        "a" * 99,
    ],
)
def test_what_is_not_understood_whole_has_no_sounds(typed: str) -> None:
    assert sounds_of(typed) == ""


@given(st.text(st.sampled_from("aeiouyhrwtschnkgqx-AEON 1é'"), max_size=LONGEST_CHARS))
def test_whatever_is_typed_its_sounds_are_sounds_a_lexicon_may_hold(typed: str) -> None:
    found = sounds_of(typed)
    assert SOUNDS.issuperset(found)
    assert not found or len(syllables(found)) == len(re.split(r"[- ]+", typed.strip()))
