"""Files that cannot be read are refused in one sentence; nothing in text can steer a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.errors import UnreadableGuideError
from allvoice.guide.source import (
    LARGEST_BYTES,
    clean,
    guide_files,
    printable,
    read_text,
    read_texts,
)
from tests.examples import examples
from tests.guide.texts import is_safe


def refusal(path: Path) -> str:
    """Return what the listener is told about a guide that cannot be opened."""
    with pytest.raises(UnreadableGuideError) as caught:
        read_texts(guide_files(path))
    told = str(caught.value)
    assert "\n" not in told
    assert told.endswith(".")
    return told


def test_a_missing_path_is_named_with_its_reason(tmp_path: Path) -> None:
    missing = tmp_path / "guide.md"
    assert refusal(missing) == (
        f"There is no guide at {missing} that can be opened: No such file or directory. "
        "Check the name and try again."
    )


def test_a_path_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    assert "can be opened" in refusal(tmp_path / "a\0b")


def test_an_escape_in_a_file_name_does_not_reach_the_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in refusal(tmp_path / "\x1b[31m\n.md")


def test_a_folder_without_markdown_says_what_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").touch()
    (tmp_path / ".hidden.md").touch()
    (tmp_path / "folder.md").mkdir()
    told = refusal(tmp_path)
    assert told == (
        f"The folder {tmp_path} holds no Markdown. Give a folder with files ending in .md."
    )


def test_a_folder_that_cannot_be_listed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_permitted(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", not_permitted)
    assert "cannot be listed: Permission denied." in refusal(tmp_path)


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text("text")

    def not_permitted(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", not_permitted)
    assert refusal(guide) == (
        f"{guide} cannot be read: Permission denied. Check the file and its permissions."
    )


def test_a_link_that_leads_nowhere_is_named_rather_than_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("text")
    (tmp_path / "b.md").symlink_to(tmp_path / "gone.md")
    assert f"{tmp_path / 'b.md'} cannot be read" in refusal(tmp_path)


def test_a_device_is_no_guide() -> None:
    assert "is not a file or folder" in refusal(Path("/dev/null"))


def test_a_file_of_50_megabytes_is_refused_without_reading_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large.md"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    assert refusal(large) == (
        f"{large} is 50 MB; allvoice reads guides up to 20 MB. Split it into smaller guides."
    )


def test_files_that_are_too_large_together_are_refused(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"a" * (LARGEST_BYTES // 2 + 1))
    assert "holds more than 20 MB of text" in refusal(tmp_path)


def test_a_binary_file_is_not_text(tmp_path: Path) -> None:
    binary = tmp_path / "guide.md"
    binary.write_bytes(b"\x89PNG\x00\x01")
    assert refusal(binary) == f"{binary} is not a text file. Give a Markdown file."


@pytest.mark.parametrize(
    ("raw", "encoding"), [("café".encode("latin-1"), "UTF-8"), (b"\xff\xfea", "UTF-16")]
)
def test_text_in_another_encoding_is_refused_with_its_place(
    tmp_path: Path, raw: bytes, encoding: str
) -> None:
    guide = tmp_path / "guide.md"
    guide.write_bytes(raw)
    told = refusal(guide)
    assert f"is not {encoding} text at byte " in told
    assert "Save it as UTF-8" in told


@pytest.mark.parametrize(
    "raw",
    [
        "café".encode(),
        "café".encode("utf-8-sig"),
        b"\xff\xfe" + "café".encode("utf-16-le"),
        b"\xfe\xff" + "café".encode("utf-16-be"),
    ],
)
def test_byte_order_marks_are_understood_and_taken_away(tmp_path: Path, raw: bytes) -> None:
    guide = tmp_path / "guide.md"
    guide.write_bytes(raw)
    assert read_text(guide) == "café"


def test_files_are_read_in_the_order_a_person_would_number_them(tmp_path: Path) -> None:
    for name in ("10-end.md", "2-middle.markdown", "1-start.txt", "Appendix.MD"):
        (tmp_path / name).write_text(name)
    names = [path.name for path in guide_files(tmp_path)]
    assert names == ["1-start.txt", "2-middle.markdown", "10-end.md", "Appendix.MD"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;window title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("\x1bcreset", "reset"),
        ("\x1b]never ends", "never ends"),
        ("bell\x07 and\x00 nul", "bell and nul"),
        ("\u202ereversed\u202c", "reversed"),
        ("\u2066isolated\u2069", "isolated"),
    ],
)
def test_terminal_escapes_and_overrides_are_taken_out_and_said_so(text: str, left: str) -> None:
    assert clean(f"first line\n{text}") == (f"first line\n{left}", 2)


def test_line_ends_of_every_system_become_newlines() -> None:
    assert clean("a\r\nb\rc\u2028d\x0ce\x85f") == ("a\nb\nc\nd\ne\nf", 0)


def test_invisible_signs_within_words_go_in_silence() -> None:
    assert clean("\ufeffche\u00admo\u200btherapy") == ("chemotherapy", 0)


def test_plain_text_is_left_alone() -> None:
    text = "Tab\tand é, 語, 🙂 and a family 👨\u200d👩\u200d👧\n"
    assert clean(text) == (text, 0)


def test_signs_that_entities_bring_back_are_taken_out_too() -> None:
    assert printable("a\x1b[31m\u202eb\u200b") == "a[31mb"
    assert printable("plain") == "plain"


@settings(max_examples=examples(150))
@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x90[]P;0m\x07\\\u202e")))
)
def test_whatever_is_cleaned_is_safe_and_keeps_its_lines(text: str) -> None:
    safe, line = clean(text)
    assert is_safe(safe.replace("\t", ""))
    assert clean(safe) == (safe, 0)
    assert 0 <= line <= safe.count("\n") + 1
