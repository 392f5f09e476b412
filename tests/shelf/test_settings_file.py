"""A choice made inside the program goes into the file a person can edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allvoice.errors import SettingsError
from allvoice.shelf.settings import Settings, load_settings
from allvoice.shelf.settings_file import keep_setting


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("theme"), st.sampled_from(["dark", "light"])),
            st.tuples(st.just("volume"), st.integers(0, 100)),
            st.tuples(st.just("earcons"), st.booleans()),
            st.tuples(
                st.sampled_from(["keys.play", "keys.stop"]), st.sampled_from(["a", "ctrl+x,y"])
            ),
        ),
        max_size=8,
    )
)
def test_whatever_the_order_the_last_choice_holds(
    tmp_path: Path, choices: list[tuple[str, str | int | bool]]
) -> None:
    path = tmp_path / "settings.toml"
    path.unlink(missing_ok=True)
    wanted: dict[str, object] = {}
    for name, value in choices:
        keep_setting(path, name, value)
        wanted[name] = value
    found, notices = load_settings(path)
    assert notices == []
    for name, kept in wanted.items():
        if name.startswith("keys."):
            assert found.keys[name[5:]] == kept
        else:
            assert getattr(found, name) == kept
