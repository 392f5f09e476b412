"""A choice made inside the program goes into the file a person can edit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.errors import SettingsError
from allvoice.shelf.settings.read import TEMPLATE, Settings, load_settings
from allvoice.shelf.settings.write import keep_setting
from allvoice.tui.keys.keymap import KeyTable
from tests.examples import own_folder


def test_a_choice_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    keep_setting(path, "theme", "yellow")
    keep_setting(path, "keys.repeat", "a")
    keep_setting(path, "earcons", False)
    assert load_settings(path) == (
        Settings(theme="yellow", earcons=False, keys={"repeat": "a"}),
        [],
    )


def test_comments_and_all_other_settings_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('# mine\nvolume = 40 # low at night\n\n[keys]\nplay = "p" # old habit\n')
    keep_setting(path, "volume", 50)
    keep_setting(path, "ruler", "line")
    keep_setting(path, "keys.stop", "o")
    text = path.read_text()
    assert text.startswith("# mine\nvolume = 50 # low at night\n")
    assert 'play = "p" # old habit' in text
    found, notices = load_settings(path)
    assert notices == []
    assert found == Settings(volume=50, ruler="line", keys={"play": "p", "stop": "o"})


def test_the_first_choice_makes_a_file_that_explains_every_setting(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    keep_setting(path, "scroll", "top")
    keep_setting(path, "keys.play", "p")
    assert load_settings(path) == (Settings(scroll="top", keys={"play": "p"}), [])
    text = path.read_text(encoding="utf-8")
    for name in Settings.__dataclass_fields__:
        assert f"{name} = " in text or f"[{name}]" in text


@pytest.mark.parametrize("content", [b"volume = \n", b"\xff\xfe", b'keys = "x"\n'])
def test_a_file_that_cannot_be_understood_is_left_alone_and_the_listener_told(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"lasts only until you quit") as told:
        keep_setting(path, "keys.play", "p")
    assert "settings.toml" in str(told.value)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(SettingsError, match="until you quit"):
        keep_setting(tmp_path / "settings.toml", "theme", "dark")


def test_a_linked_file_stays_linked(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text("volume = 1\n")
    link = tmp_path / "settings.toml"
    link.symlink_to(real)
    keep_setting(link, "volume", 2)
    assert link.is_symlink()
    assert real.read_text() == "volume = 2\n"


def kept(folder: Path, text: str, *choices: tuple[str, bool | int | str | list[str]]) -> str:
    """Return a file after choices made inside the program; it loads without complaint."""
    path = folder / "settings.toml"
    path.write_bytes(text.encode())
    for name, value in choices:
        keep_setting(path, name, value)
    assert load_settings(path)[1] == []
    return path.read_bytes().decode()


def test_a_choice_takes_the_place_of_its_commented_line(tmp_path: Path) -> None:
    text = kept(tmp_path, TEMPLATE, ("theme", "yellow"), ("skip", ["code"]), ("keys.stop", "f2"))
    assert text == (
        TEMPLATE.replace('# theme = "dark"', 'theme = "yellow"')
        .replace("# skip = []", 'skip = ["code"]')
        .replace('# [keys]\n# stop = "s,f2"', '[keys]\nstop = "f2"')
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('# theme = "dark" # night\n# b\n', 'theme = "amber"  # night\n# b\n'),
        ('#theme="dark"\n', 'theme = "amber"\n'),
        ("# theme = how it looks\n", '# theme = how it looks\ntheme = "amber"\n'),
        ('# mine\n[keys]\nplay = "p"\n', 'theme = "amber"\n\n# mine\n[keys]\nplay = "p"\n'),
        (
            'volume = 3\n\n# all keys\n# [keys]\n# play = "p"\n',
            'volume = 3\n\ntheme = "amber"\n\n# all keys\n# [keys]\n# play = "p"\n',
        ),
        (
            'volume = 3\n\n[keys]\n# theme = "dark"\n',
            'volume = 3\ntheme = "amber"\n\n[keys]\n# theme = "dark"\n',
        ),
        (
            "# [keys] come last\r\n\r\n# [keys]\r\n",
            '# [keys] come last\r\n\r\ntheme = "amber"\r\n\r\n# [keys]\r\n',
        ),
        ('keys.play = "p"\n', 'keys.play = "p"\ntheme = "amber"\n'),
    ],
)
def test_a_choice_is_written_above_the_keys(tmp_path: Path, before: str, after: str) -> None:
    assert kept(tmp_path, before, ("theme", "amber")) == after


@pytest.mark.parametrize("header", ["[keys]", "# [keys]"])
def test_a_choice_that_stands_below_the_keys_is_moved_above_them(
    tmp_path: Path, header: str
) -> None:
    before = f'# theme = "dark"\n\n{header}\n# stop = "s"\ntheme = "soft" # night\n'
    after = f'theme = "amber"  # night\n\n{header}\n# stop = "s"\n'
    assert kept(tmp_path, before, ("theme", "amber")) == after


def test_a_setting_is_not_lost_to_the_key_of_an_action_with_its_name(tmp_path: Path) -> None:
    before = '[keys]\ntheme = "soft"\n'
    after = 'theme = "soft"\n\n[keys]\ntheme = "f8"\n'
    assert kept(tmp_path, before, ("keys.theme", "f8")) == after
    twice = 'theme = "soft"\n\n[keys]\ntheme = "dark"\n'
    assert kept(tmp_path, twice, ("keys.theme", "f8")) == after


def test_a_setting_that_stands_twice_is_written_once(tmp_path: Path) -> None:
    before = 'volume = 3\n\n[keys]\nvolume = 4\nplay = "p"\n'
    assert kept(tmp_path, before, ("volume", 5)) == 'volume = 5\n\n[keys]\nplay = "p"\n'


def test_the_key_of_an_action_stays_where_a_setting_has_its_name(tmp_path: Path) -> None:
    before = '[keys]\ntheme = "z"\n'
    assert kept(tmp_path, before, ("theme", "amber")) == 'theme = "amber"\n\n[keys]\ntheme = "z"\n'


def test_a_key_brings_the_commented_header_with_it_and_no_setting_falls_below(
    tmp_path: Path,
) -> None:
    before = '# [keys]\n# stop = "s"\nback = "q"\nearcons = false # night\n'
    after = 'earcons = false  # night\n\n[keys]\nstop = "f2"\nback = "q"\n'
    assert kept(tmp_path, before, ("keys.stop", "f2")) == after


@pytest.mark.parametrize("before", ['keys = { play = "p" }\n', 'keys.play = "p"\nvolume = 3\n'])
def test_keys_written_in_another_way_are_added_to(tmp_path: Path, before: str) -> None:
    kept(tmp_path, before, ("keys.stop", "f2"))
    assert load_settings(tmp_path / "settings.toml")[0].keys == {"play": "p", "stop": "f2"}


COMMENTED = [
    number
    for number, line in enumerate(TEMPLATE.splitlines())
    if re.match(r"# (\w+ = |\[keys\]$)", line)
]
CHOICE = st.one_of(
    st.tuples(st.just("theme"), st.sampled_from(["dark", "yellow"])),
    st.tuples(st.just("ruler"), st.sampled_from(["off", "mask"])),
    st.tuples(st.just("voice"), st.sampled_from(["", "heart"])),
    st.tuples(st.sampled_from(["volume", "rate_wpm"]), st.integers(40, 100)),
    st.tuples(st.sampled_from(["guide_voice", "one_sentence", "earcons"]), st.booleans()),
    st.tuples(st.just("skip"), st.sampled_from([[], ["code", "notes"]])),
    st.tuples(st.just("keys.play"), st.sampled_from(["f5", "ctrl+p,f6"])),
    st.tuples(st.just("keys.stop"), st.sampled_from(["s", "f7"])),
    st.tuples(st.just("keys.theme"), st.just("f8")),
)


def by_hand(text: str, lines: Iterable[int]) -> str:
    """Take the "# " away, or put it there, in lines of a file."""
    found = text.splitlines(keepends=True)
    for number in lines:
        line = found[number]
        found[number] = line[2:] if line.startswith("# ") else f"# {line}"
    return "".join(found)


@given(st.sets(st.sampled_from(COMMENTED)), st.lists(CHOICE, max_size=8))
def test_whatever_lines_are_uncommented_every_choice_holds_and_none_is_complained_of(
    lines: set[int], choices: list[tuple[str, str | int | bool | list[str]]]
) -> None:
    with own_folder() as folder:
        path = folder / "settings.toml"
        path.write_text(by_hand(TEMPLATE, lines), encoding="utf-8")
        wanted: dict[str, object] = {}
        for name, value in choices:
            keep_setting(path, name, value)
            wanted[name] = tuple(value) if isinstance(value, list) else value
        check(path, wanted)
        # All other lines stay as they were, each in its place.
        changed = {name.removeprefix("keys.") for name in wanted} | {"[keys]"}
        others = [line for line in TEMPLATE.splitlines() if not changed & set(line.split()[1:2])]
        text = path.read_text(encoding="utf-8").replace("# ", "")
        rest = iter(text.splitlines())
        assert all(line.removeprefix("# ").replace("# ", "") in rest for line in others)


@given(st.lists(CHOICE, max_size=8), st.data())
def test_whatever_was_chosen_every_commented_line_can_be_uncommented(
    choices: list[tuple[str, str | int | bool | list[str]]], data: st.DataObject
) -> None:
    with own_folder() as folder:
        path = folder / "settings.toml"
        path.write_text(TEMPLATE, encoding="utf-8")
        wanted: dict[str, object] = {}
        for name, value in choices:
            keep_setting(path, name, value)
            wanted[name] = tuple(value) if isinstance(value, list) else value
        text = path.read_text(encoding="utf-8")
        left = [
            number
            for number, line in enumerate(text.splitlines())
            if re.match(r"# (\w+ = |\[keys\]$)", line)
        ]
        lines = data.draw(st.sets(st.sampled_from(left))) if left else set()
        path.write_text(by_hand(text, lines), encoding="utf-8")
        check(path, wanted)


def check(path: Path, wanted: dict[str, object]) -> None:
    found, notices = load_settings(path)
    assert notices == []
    assert KeyTable(found.keys).notices == []
    for name, value in wanted.items():
        if name.startswith("keys."):
            assert found.keys[name[5:]] == value
        else:
            assert getattr(found, name) == value
