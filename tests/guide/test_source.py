"""Files that cannot be read are refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.errors import UnreadableGuideError
from allvoice.guide.load import load_guide
from allvoice.guide.source import LARGEST_BYTES, guide_files


def refusal(path: Path) -> str:
    """Return what the listener is told about a guide that cannot be opened."""
    with pytest.raises(UnreadableGuideError) as caught:
        load_guide(path)
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


def test_text_that_its_own_mark_calls_wrongly_is_refused_with_its_place(tmp_path: Path) -> None:
    guide = tmp_path / "guide.md"
    guide.write_bytes(b"\xff\xfea")
    told = refusal(guide)
    assert "is not UTF-16 text at byte " in told
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
    assert load_guide(guide).blocks[0].text == "café"


def test_files_are_read_in_the_order_a_person_would_number_them(tmp_path: Path) -> None:
    for name in ("10-end.md", "2-middle.markdown", "1-start.txt", "Appendix.MD"):
        (tmp_path / name).write_text(name)
    names = [path.name for path in guide_files(tmp_path)]
    assert names == ["1-start.txt", "2-middle.markdown", "10-end.md", "Appendix.MD"]
