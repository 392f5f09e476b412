"""A choice made inside the program goes into the file a person can edit, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.errors import SettingsError
from allvoice.shelf.settings.read import load_settings
from allvoice.shelf.settings.specs import SPECS, Settings
from allvoice.shelf.settings.template import template
from allvoice.shelf.settings.write import write_setting
from tests.shelf.settings_forms import FIRST_FORM

FORMS = pytest.mark.parametrize("form", [FIRST_FORM, template()], ids=["first form", "in tables"])


def test_a_choice_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    write_setting(path, "theme", "yellow")
    write_setting(path, "keys.repeat", "a")
    write_setting(path, "voices.espeak", "en-gb")
    write_setting(path, "earcons", False)
    assert load_settings(path) == (
        Settings(theme="yellow", earcons=False, keys={"repeat": "a"}, voices={"espeak": "en-gb"}),
        [],
    )


def test_comments_and_all_other_settings_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('# mine\nvolume = 40 # low at night\n\n[keys]\nplay = "p" # old habit\n')
    write_setting(path, "volume", 50)
    write_setting(path, "ruler", "line")
    write_setting(path, "keys.stop", "o")
    text = path.read_text()
    assert text.startswith("# mine\nvolume = 50 # low at night\n")
    assert 'play = "p" # old habit' in text
    found, notices = load_settings(path)
    assert notices == []
    assert found == Settings(volume=50, ruler="line", keys={"play": "p", "stop": "o"})


def test_the_first_choice_makes_a_file_that_explains_every_setting(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_setting(path, "scroll", "top")
    write_setting(path, "keys.play", "p")
    assert load_settings(path) == (Settings(scroll="top", keys={"play": "p"}), [])
    text = path.read_text(encoding="utf-8")
    for spec in SPECS:
        assert f"{spec.in_file} = " in text or f"[{spec.in_file}]" in text


@pytest.mark.parametrize("content", [b"volume = \n", b"\xff\xfe", b'keys = "x"\n'])
def test_a_file_that_cannot_be_understood_is_left_alone_and_the_listener_told(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"lasts only until you quit") as told:
        write_setting(path, "keys.play", "p")
    assert "settings.toml" in str(told.value)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(SettingsError, match="until you quit"):
        write_setting(tmp_path / "settings.toml", "theme", "dark")


def test_a_name_that_is_no_unicode_cannot_be_kept_and_this_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"cannot hold 'sea-\?', so .* until you quit"):
        write_setting(tmp_path / "settings.toml", "theme", "sea-\udcff")
    assert list(tmp_path.iterdir()) == []


def test_the_same_choice_once_more_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("volume = 150\n")
    before = path.stat()
    write_setting(path, "volume", 150)
    assert path.stat().st_ino == before.st_ino
    # Unless another window chose otherwise since.
    path.write_text("volume = 20\n")
    write_setting(path, "volume", 150)
    assert path.read_text() == "volume = 150\n"


def test_a_linked_file_stays_linked(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text("volume = 1\n")
    link = tmp_path / "settings.toml"
    link.symlink_to(real)
    write_setting(link, "volume", 2)
    assert link.is_symlink()
    assert real.read_text() == "volume = 2\n"


def kept(folder: Path, text: str, *choices: tuple[str, object]) -> str:
    """Return a file after choices made inside the program; it loads without complaint."""
    path = folder / "settings.toml"
    path.write_bytes(text.encode())
    for name, value in choices:
        write_setting(path, name, value)
    assert load_settings(path)[1] == []
    return path.read_bytes().decode()


@FORMS
def test_a_choice_takes_the_place_of_its_commented_line(tmp_path: Path, form: str) -> None:
    choices = (("theme", "yellow"), ("skip", ("code",)), ("keys.stop", "f2"))
    assert kept(tmp_path, form, *choices) == (
        form.replace('# theme = "dark"', 'theme = "yellow"')
        .replace("# skip = []", 'skip = ["code"]')
        .replace("# [keys]", "[keys]")
        .replace('# stop = "s,f2"', 'stop = "f2"')
    )


def test_a_voice_takes_the_place_of_the_line_of_its_engine(tmp_path: Path) -> None:
    after = template().replace('# espeak = ""', 'espeak = "en-gb"')
    assert kept(tmp_path, template(), ("voices.espeak", "en-gb")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('# theme = "dark" # night\n# b\n', 'theme = "amber" # night\n# b\n'),
        ('#theme="dark"\n', 'theme="amber"\n'),
        ("# theme = how it looks\n", '# theme = how it looks\n\n[screen]\ntheme = "amber"\n'),
        (
            '# mine\n[keys]\nplay = "p"\n',
            '# mine\n[keys]\nplay = "p"\n\n[screen]\ntheme = "amber"\n',
        ),
        (
            'volume = 3\n\n[keys]\n# theme = "dark"\n',
            'volume = 3\n\n[keys]\n# theme = "dark"\n\n[screen]\ntheme = "amber"\n',
        ),
        (
            '[screen]\nruler = "line"\n\n# The keys.\n[keys]\n',
            '[screen]\nruler = "line"\ntheme = "amber"\n\n# The keys.\n[keys]\n',
        ),
        ("[screen]\n# mine\n", '[screen]\ntheme = "amber"\n# mine\n'),
        ("[screen] # mine\r\n", '[screen] # mine\r\ntheme = "amber"\r\n'),
        ('[speech]\ntheme="dark"', '[speech]\ntheme="amber"'),
        ("volume = 3", 'volume = 3\n\n[screen]\ntheme = "amber"\n'),
        ('screen.ruler = "line"\n', 'screen.ruler = "line"\nscreen.theme = "amber"\n'),
        ("'theme' = '''dark\n''' # a\n", "'theme' = \"amber\" # a\n"),
        ('"theme" = "a # b" # c # d\n', '"theme" = "amber" # c # d\n'),
        ('keys.play = "p"\n', 'keys.play = "p"\n\n[screen]\ntheme = "amber"\n'),
        ("", '[screen]\ntheme = "amber"\n'),
    ],
)
def test_a_choice_stands_where_its_line_stood_or_under_its_table(
    tmp_path: Path, before: str, after: str
) -> None:
    assert kept(tmp_path, before, ("theme", "amber")) == after


@pytest.mark.parametrize("header", ["[keys]", "# [keys]"])
def test_below_the_keys_a_commented_line_is_left_alone(tmp_path: Path, header: str) -> None:
    before = f'{header}\n# theme = "dark"\n'
    after = f'{before}\n[screen]\ntheme = "c"\n'
    # Else this own theme with the name of a key would become a key.
    assert kept(tmp_path, before, ("theme", "c")) == after


def test_a_choice_among_the_keys_is_moved_to_its_table_with_what_is_told_of_it(
    tmp_path: Path,
) -> None:
    before = '# theme = "dark"\n\n[keys]\n# stop = "s"\ntheme = "soft" # night\n'
    after = 'theme = "amber"  # night\n\n[keys]\n# stop = "s"\n'
    assert kept(tmp_path, before, ("theme", "amber")) == after
    before = '[keys]\ntheme = "soft" # night\n'
    after = '[keys]\n\n[screen]\ntheme = "amber"  # night\n'
    assert kept(tmp_path, before, ("theme", "amber")) == after


def test_a_setting_is_not_lost_to_the_key_of_an_action_with_its_name(tmp_path: Path) -> None:
    before = '[keys]\ntheme = "soft"\n'
    after = '[keys]\ntheme = "f8"\n\n[screen]\ntheme = "soft"\n'
    assert kept(tmp_path, before, ("keys.theme", "f8")) == after
    twice = 'theme = "soft"\n\n[keys]\ntheme = "dark"\n'
    after = 'theme = "soft"\n\n[keys]\ntheme = "f8"\n'
    assert kept(tmp_path, twice, ("keys.theme", "f8")) == after


@pytest.mark.parametrize(
    "before",
    [
        'volume = 3\n\n[keys]\nvolume = 4\nplay = "p"\n',
        'volume = 3\n[speech]\nvolume = 4\n\n[keys]\nplay = "p"\n',
    ],
)
def test_a_setting_that_stands_twice_is_written_once(tmp_path: Path, before: str) -> None:
    text = kept(tmp_path, before, ("volume", 5))
    assert text.startswith("volume = 5\n")
    assert text.count("volume") == 1


def test_the_key_of_an_action_stays_where_a_setting_has_its_name(tmp_path: Path) -> None:
    before = '[keys]\ntheme = "z"\n'
    after = '[keys]\ntheme = "z"\n\n[screen]\ntheme = "amber"\n'
    assert kept(tmp_path, before, ("theme", "amber")) == after


def test_a_key_brings_the_commented_header_with_it_and_no_setting_falls_below(
    tmp_path: Path,
) -> None:
    before = '# [keys]\n# stop = "s"\nback = "q"\nearcons = false # night\n'
    after = 'earcons = false # night\n\n[keys]\nstop = "f2"\nback = "q"\n'
    assert kept(tmp_path, before, ("keys.stop", "f2")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'keys = { play = "p" } # a\n',
            'keys = { play = "p", stop = "f2" } # a\n',
        ),
        ('keys.play = "p"\nvolume = 3\n', 'keys.play = "p"\nkeys.stop = "f2"\nvolume = 3\n'),
        ('stop = "s"\n[keys]\nplay = "p"\n', 'stop = "f2"\n[keys]\nplay = "p"\n'),
        ("[keys]\nstop = 7\n", '[keys]\nstop = "f2"\n'),
        ('[keys]\n"stop" = "s" # a\n', '[keys]\n"stop" = "f2" # a\n'),
    ],
)
def test_keys_written_in_another_way_are_added_to(tmp_path: Path, before: str, after: str) -> None:
    assert kept(tmp_path, before, ("keys.stop", "f2")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('voice = "calm" # a\n', 'voice = "heart" # a\n'),
        ('engine = "espeak"\nvoice = "en-gb"\n', None),
        ('voice = "calm"\n[voices]\nnatural = "soft"\n', None),
    ],
)
def test_a_voice_of_the_first_form_is_changed_where_it_is_of_the_same_engine(
    tmp_path: Path, before: str, after: str | None
) -> None:
    text = kept(tmp_path, before, ("voices.natural", "heart"))
    assert load_settings(tmp_path / "settings.toml")[0].voices["natural"] == "heart"
    if after is not None:
        assert text == after
    else:
        assert text.startswith(before.split("[")[0])


def test_comments_inside_a_list_are_kept_above_it(tmp_path: Path) -> None:
    before = 'skip = [ # all\n  "code", # never read it\n  "notes"\n] # end\n'
    after = '# all\n# never read it\nskip = ["tables"] # end\n'
    assert kept(tmp_path, before, ("skip", ("tables",))) == after


def test_a_line_inside_a_longer_text_is_no_setting(tmp_path: Path) -> None:
    before = 'theme = """\nvolume = 3\n[keys]\n"""\n'
    path = tmp_path / "settings.toml"
    path.write_text(before)
    write_setting(path, "volume", 70)
    assert path.read_text() == f"{before}\n[speech]\nvolume = 70\n"


@pytest.mark.parametrize(
    "before", ["[[keys]]\nplay = 'p'\n", "keys = { play = 3 }\n", "skip = [\n" + "1,\n" * 300 + "]"]
)
def test_a_file_that_cannot_be_added_to_is_left_alone_and_the_listener_told(
    tmp_path: Path, before: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(before)
    with pytest.raises(SettingsError, match=r"'keys' cannot be added to, so .* until you quit\.$"):
        write_setting(path, "keys.stop", "f2")
    assert path.read_text() == before
