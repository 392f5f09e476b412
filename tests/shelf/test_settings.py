"""The settings file is read forgivingly: what can be used is used, the rest is named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.shelf.settings.chosen import Chosen
from allvoice.shelf.settings.read import load_chosen, load_settings
from allvoice.shelf.settings.specs import Settings
from tests.examples import ANY_TEXT, own_folder

SHARED_WITH_ACTIONS = ("one_sentence", "ruler", "theme", "voice")


def load(folder: Path, text: str | bytes) -> tuple[Settings, list[str]]:
    path = folder / "settings.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_settings(path)


def test_without_a_file_everything_is_as_usual_and_nothing_is_said(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == (Settings(), [])


FIRST_FORM = """
engine = "espeak"
voice = "en-gb"
rate_wpm = 220
volume = 0
volume_boost = "most"
highlight_word = false
theme = "light"
interface_voice = false
section_sound = false
slow_names = false
guide_voice = false
interface_pitch = "higher"
verbosity = "expert"
earcons = false
one_sentence = true
double_spacing = true
ruler = "mask"
scroll = "middle"
screen_reader = true
ignore_repeat_s = 0.5
skip = ["code"]
[keys]
repeat = "r,ctrl+r"
"""


def test_every_line_of_a_file_of_the_first_form_holds(tmp_path: Path) -> None:
    found, notices = load(tmp_path, FIRST_FORM)
    assert notices == []
    assert found == Settings(
        engine="espeak",
        voices={"espeak": "en-gb"},
        rate_wpm=220,
        volume=0,
        volume_boost="most",
        highlight_word=False,
        theme="light",
        interface_voice=False,
        section_sound=False,
        slow_names=False,
        guide_voice=False,
        interface_pitch="higher",
        verbosity="expert",
        earcons=False,
        one_sentence=True,
        double_spacing=True,
        ruler="mask",
        scroll="middle",
        external_screen_reader=True,
        ignore_repeat_s=0.5,
        skip=("code",),
        keys={"repeat": "r,ctrl+r"},
    )


def test_what_is_chosen_as_it_is_usual_is_still_chosen(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("volume = 100\n")
    chosen, _ = load_chosen(path)
    assert "volume" in chosen
    assert chosen.of("volume") == 100
    assert chosen.of("rate_wpm") is None
    assert "rate_wpm" not in chosen


@pytest.mark.parametrize("table", ["speech", "voices", "reading", "screen", "keys"])
def test_a_line_holds_under_whatever_table_it_came_to_stand(tmp_path: Path, table: str) -> None:
    found, notices = load(tmp_path, f'[{table}]\nvolume = 30\nscroll = "top"\n')
    assert found == Settings(volume=30, scroll="top")
    assert bool(notices) == (table == "keys")


@pytest.mark.parametrize("table", ["speech", "reading", "screen"])
def test_the_key_of_an_action_holds_where_its_header_is_forgotten(
    tmp_path: Path, table: str
) -> None:
    found, notices = load(tmp_path, f'[{table}]\nstop = "s,f2"\n')
    assert (found, notices) == (Settings(keys={"stop": "s,f2"}), [])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("rate", "rate_wpm"),
        ("speed", "rate_wpm"),
        ("Volumes", "volume"),
        ("engin", "engine"),
        ("screenreader", "screen_reader"),
        ("contrast", "theme"),
    ],
)
@pytest.mark.parametrize("header", ["", "[screen]"])
def test_an_unknown_setting_is_named_with_its_line_and_the_nearest_right_one(
    tmp_path: Path, header: str, written: str, meant: str
) -> None:
    found, notices = load(tmp_path, f"# mine\n{header}\n{written} = 1\nvolume = 30\n")
    assert found == Settings(volume=30)
    assert notices == [f"settings.toml, line 3: I do not know '{written}'; did you mean '{meant}'?"]


def test_a_setting_like_no_other_gets_no_wrong_advice(tmp_path: Path) -> None:
    assert load(tmp_path, "zzqq = 1")[1] == [
        "settings.toml, line 1: I do not know 'zzqq'; it is left out."
    ]


def test_a_voice_is_read_for_each_engine_and_an_engine_that_is_none_is_named(
    tmp_path: Path,
) -> None:
    found, notices = load(
        tmp_path, '[voices]\nnatural = "heart"\nespeek = "x1"\nsystem = 3\nespeak = ""\n'
    )
    assert found == Settings(voices={"natural": "heart"})
    assert notices == [
        "settings.toml, line 3: I do not know 'espeek'; did you mean 'espeak'?",
        "settings.toml, line 4: the voice of 'system' must be text between quotes, not 3; its best "
        "is used.",
    ]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ('voice = "heart"', {"natural": "heart"}),
        ('engine = "espeak"\nvoice = "en-gb"', {"espeak": "en-gb"}),
        ('voice = ""', {}),
        ('voice = "heart"\n[voices]\nnatural = "calm"\nespeak = "en-us"', None),
    ],
)
def test_a_voice_of_the_first_form_is_that_of_the_engine_it_names(
    tmp_path: Path, text: str, voices: dict[str, str] | None
) -> None:
    found, notices = load(tmp_path, text)
    assert notices == []
    assert found.voices == ({"natural": "calm", "espeak": "en-us"} if voices is None else voices)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rate_wpm = 451", "'rate_wpm' must be a whole number from 40 to 450, not 451; 150 is"),
        ("rate_wpm = 39", "'rate_wpm' must be a whole number from 40 to 450, not 39; 150 is"),
        ("rate_wpm = true", "from 40 to 450, not true; 150 is"),
        ("rate_wpm = 150.0", "from 40 to 450, not 150.0; 150 is"),
        ("rate_wpm = nan", "from 40 to 450, not nan; 150 is"),
        ('volume = "loud"', "'volume' must be a whole number from 0 to 150, not 'loud'; 100 is"),
        ("highlight_word = 1", "'highlight_word' must be true or false, not 1; true is"),
        ("voice = []", "'voice' must be text between quotes, not a list; '' is"),
        ("theme = {}", "'theme' must be text between quotes, not a table; 'dark' is"),
        ('engine = "hal"', "'engine' must be one of 'natural', 'espeak', 'system', 'silent', not"),
        ("rate_wpm = 0x" + "f" * 9_000, "from 40 to 450, not this number; 150 is"),
        ("ignore_repeat_s = 2", "'ignore_repeat_s' must be a number from 0 to 1, not 2; 0.15 is"),
        ('skip = ["verse"]', "a list of any of 'code', 'images', 'notes', 'tables', 'citations', "),
        ("skip_patterns = 5", "'skip_patterns' must be a list of texts between quotes, not 5;"),
        ("screen_reader = 0", "'screen_reader' must be true or false, not 0; false is"),
    ],
)
@pytest.mark.parametrize("header", ["", "[speech]", "[keys]"])
def test_a_value_that_cannot_be_is_named_and_the_usual_one_stays(
    tmp_path: Path, header: str, line: str, said: str
) -> None:
    keys = "" if header == "[keys]" else "[keys]\n"
    found, notices = load(
        tmp_path, f'interface_voice = false\n{header}\n{line}\n{keys}play = "p"\n'
    )
    assert found == Settings(interface_voice=False, keys={"play": "p"})
    assert len(notices) == 1
    assert notices[0].startswith("settings.toml, line 3: ")
    told, moved = re.subn(r", and its line belongs under \[\w+\]", "", notices[0])
    assert said in told
    assert moved == (header == "[keys]")


def test_a_pattern_that_cannot_be_is_named_and_the_others_hold(tmp_path: Path) -> None:
    patterns = ["Page * of *", "not", "5 mg", "x" * 101, "a*b*c*dose*e", "Our ward"]
    line = f"skip_patterns = {json.dumps(patterns)}\n"
    found, notices = load(tmp_path, f"[reading]\n{line}")
    assert found == Settings(skip_patterns=("Page * of *", "Our ward"))
    assert [notice.partition("the pattern ")[2] for notice in notices] == [
        "'not' needs a word of three letters that is no unit, limit or negation; it is not used.",
        "'5 mg' needs a word of three letters that is no unit, limit or negation; it is not used.",
        f"'{'x' * 39}…' is longer than 100 characters; it is not used.",
        "'a*b*c*dose*e' has more than 3 stars; it is not used.",
    ]


def test_of_very_many_patterns_the_first_hold(tmp_path: Path) -> None:
    patterns = [f"Ward {number}" for number in range(60)]
    found, notices = load(tmp_path, f"skip_patterns = {json.dumps(patterns)}\n")
    assert found.skip_patterns == tuple(patterns[:50])
    assert notices == ["settings.toml, line 1: only the first 50 of 'skip_patterns' are used."]


def test_a_key_that_is_not_text_is_named_and_the_others_hold(tmp_path: Path) -> None:
    found, notices = load(tmp_path, 'volume = 5\n[keys]\nstop = 7\nplay = "p"\n')
    assert found == Settings(volume=5, keys={"play": "p"})
    assert len(notices) == 1
    assert notices[0].startswith("settings.toml, line 3: the key for 'stop' must be text")


def test_a_setting_under_the_keys_holds_and_its_right_place_is_told(tmp_path: Path) -> None:
    found, notices = load(tmp_path, '# mine\n[keys]\nplay = "p"\nguide_voice = false\n')
    assert found == Settings(guide_voice=False, keys={"play": "p"})
    assert notices == [
        "settings.toml, line 4: 'guide_voice' is a setting; its line belongs under [speech], and "
        "is used all the same."
    ]


def test_many_settings_under_the_keys_are_told_in_one_sentence(tmp_path: Path) -> None:
    text = '[keys]\ntheme = "yellow"\nearcons = false\nvoice = "heart"\n'
    found, notices = load(tmp_path, text)
    assert found == Settings(theme="yellow", earcons=False, voices={"natural": "heart"})
    assert notices == [
        "settings.toml, line 2: 'theme', 'earcons' and 'voice' are settings; their lines do not "
        "belong under [keys], and are used all the same."
    ]
    more = 'ruler = "line"\nvolume = 3\none_sentence = true\nskip = ["code"]\n'
    found, notices = load(tmp_path, text + more)
    assert found.volume == 3
    assert found.skip == ("code",)
    assert len(notices) == 1
    assert "'theme', 'earcons', 'voice' and 4 more are settings" in notices[0]


@pytest.mark.parametrize(
    "key", ["c", "f2", "ctrl+x,y", "left_square_bracket", "PgUp", "space", "+"]
)
def test_an_action_with_the_name_of_a_setting_keeps_its_key(tmp_path: Path, key: str) -> None:
    text = "[keys]\n" + "".join(f'{name} = "{key}"\n' for name in SHARED_WITH_ACTIONS)
    found, notices = load(tmp_path, text)
    assert notices == []
    assert found == Settings(keys=dict.fromkeys(SHARED_WITH_ACTIONS, key))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("volume = 5\n[keys]\nvolume = 7\n", 1),
        ("volume = 5\n[speech]\nvolume = 7\n", 1),
        ("[speech]\nvolume = 5\n[screen]\nvolume = 7\n", 2),
        ("[keys]\nvolume = 7\n[speech]\nvolume = 5\n", 4),
    ],
)
def test_a_setting_that_stands_twice_holds_where_it_stands_first_and_not_as_a_key(
    tmp_path: Path, text: str, first: int
) -> None:
    found, notices = load(tmp_path, text)
    assert found == Settings(volume=5)
    second = next(n for n, line in enumerate(text.splitlines(), 1) if line == "volume = 7")
    assert notices == [
        f"settings.toml, line {second}: 'volume' stands in line {first} too; this line is left out."
    ]


@pytest.mark.parametrize(
    "text",
    [
        '[screen]\nplay = "y"\n[keys]\nplay = "z"\n',
        '[keys]\nplay = "z"\n[screen]\nplay = "y"\n',
    ],
)
def test_of_two_keys_for_one_action_the_one_among_the_keys_holds_and_that_is_told(
    tmp_path: Path, text: str
) -> None:
    found, notices = load(tmp_path, text)
    assert found == Settings(keys={"play": "z"})
    lines = text.splitlines()
    used, other = lines.index('play = "z"') + 1, lines.index('play = "y"') + 1
    assert notices == [
        f"settings.toml, line {other}: 'play' stands in line {used} too; this line is left out."
    ]


def test_a_wrong_setting_under_the_keys_is_told_in_one_sentence(tmp_path: Path) -> None:
    found, notices = load(tmp_path, '[keys]\nruler = "wide"\n')
    assert found == Settings()
    assert notices == [
        "settings.toml, line 2: 'ruler' must be one of 'off', 'line', 'mask', not 'wide', and its "
        "line belongs under [screen]; 'off' is used."
    ]


def test_a_key_whose_header_is_still_a_comment_holds(tmp_path: Path) -> None:
    found, notices = load(tmp_path, '# [keys]\nstop = "s,f2"\n')
    assert (found, notices) == (Settings(keys={"stop": "s,f2"}), [])


@pytest.mark.parametrize(
    ("name", "example"), [("keys", 'action = "key"'), ("speech", "name = value")]
)
def test_what_must_be_a_table_and_is_none_is_named(tmp_path: Path, name: str, example: str) -> None:
    found, notices = load(tmp_path, f"{name} = 3\n")
    assert found == Settings()
    assert notices == [
        f"settings.toml, line 1: '{name}' must be a table: a line [{name}], then {example}."
    ]


def test_a_file_that_is_not_toml_is_said_in_one_sentence_with_its_line(tmp_path: Path) -> None:
    found, notices = load(tmp_path, "volume = 30\nvoice = calm\n")
    assert found == Settings()
    assert len(notices) == 1
    assert notices[0].startswith("settings.toml, line 2: this cannot be understood")


def test_a_file_that_is_not_utf_8_is_said_with_its_line(tmp_path: Path) -> None:
    found, notices = load(tmp_path, b'volume = 30\nvoice = "\xe9"\n')
    assert found == Settings()
    assert len(notices) == 1
    assert notices[0].startswith("settings.toml, line 2: this is not UTF-8 text")


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, b"\xef\xbb\xbfvolume = 30\r\n") == (Settings(volume=30), [])


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    found, notices = load_settings(tmp_path)
    assert found == Settings()
    assert len(notices) == 1
    assert str(tmp_path) in notices[0]


TOML_LIKE = st.lists(
    st.sampled_from(
        [
            "rate_wpm",
            "rate",
            "keys",
            "[keys]",
            "[speech]",
            "[voices]",
            "voice",
            "natural",
            "[",
            "]",
            "=",
            "\n",
            '"',
            "'",
            "9" * 5000,
            "1",
            "[" * 3000,
            "{",
            "}",
            ".",
            "true",
            "1979-05-27",
            "inf",
            "\x00",
            "é",
            ",",
            "x",
            " ",
        ]
    )
).map("".join)


@given(ANY_TEXT | TOML_LIKE)
def test_no_text_whatever_keeps_the_program_from_starting(text: str) -> None:
    with own_folder() as folder:
        found, notices = load(folder, text.encode("utf-8", "surrogatepass"))
    assert 40 <= found.rate_wpm <= 450
    assert all(notice.isprintable() for notice in notices)


@given(st.binary())
def test_no_bytes_whatever_keep_the_program_from_starting(data: bytes) -> None:
    with own_folder() as folder:
        assert 0 <= load(folder, data)[0].volume <= 150


def test_nothing_chosen_is_everything_as_usual() -> None:
    assert Chosen().filled() == Settings()
    assert Chosen().filled(Settings(volume=20)) == Settings(volume=20)
