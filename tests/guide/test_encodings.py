"""Files that older programs wrote are read, and it is said how."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.guide.encodings import NotText, decoded
from allvoice.guide.load import load_guide

WESTERN = (
    "Café menu — don’t skip meals “today”.\r\n\r\nTake ½ tablet at 38°C.\r\n",
    "Take it at 38°C.",
    "Don’t stop. “Call” us – now.",
    "Bei Fieber über 38,5 °C sofort die Ärztin anrufen.\n",
    "Llame al médico si su niño tiene fiebre. ¿Cuándo? ¡Enseguida!\n",
    "© 2020 St. Mary’s • Page 3\nµg or mcg: 5 µg\n",
    "café “naïve” résumé—ok",
)
OTHERS = (
    ("Пейте воду. При температуре звоните врачу.\n", "cp1251", "Windows-1251"),
    ("Пейте воду. При температуре звоните врачу.\n", "koi8_r", "KOI8-R"),
    ("熱が38度以上のときは病院に電話してください。\n", "cp932", "Shift JIS"),
    ("发烧请打电话。喝足够的水。\n", "gb18030", "GB 18030"),
)


@pytest.mark.parametrize("text", WESTERN)
@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")]
)
def test_a_western_handout_is_read_in_the_encoding_it_was_written_in(
    text: str, encoding: str, name: str
) -> None:
    found = decoded(text.encode(encoding, "ignore"))
    assert found.text == text.encode(encoding, "ignore").decode(encoding)
    assert (found.encoding, found.is_sure) == (name, True)
    assert found.told == f"was not written as UTF-8; it was read as {name}"


@pytest.mark.parametrize(("text", "encoding", "name"), OTHERS)
def test_other_writings_are_told_by_what_is_written(text: str, encoding: str, name: str) -> None:
    found = decoded(text.encode(encoding))
    assert (found.text, found.encoding) == (text, name)


def test_what_is_not_sure_is_read_as_windows_and_said_so() -> None:
    found = decoded("Llame al médico si su niño tiene fiebre.".encode("cp850"))
    assert (found.encoding, found.is_sure) == ("Windows-1252", False)
    assert found.told.endswith("read as Windows-1252, and some letters may be wrong")


def test_a_few_broken_bytes_in_utf_8_spoil_nothing_else() -> None:
    found = decoded("Café — “ok”, naïve. ".encode() + b"\xe9 end")
    assert found.text == "Café — “ok”, naïve. \ufffd end"
    assert found.told.startswith("has letters that could not be read")


@pytest.mark.parametrize("text", ["café", "plain", ""])
def test_nothing_is_told_of_utf_8_and_utf_16(text: str) -> None:
    assert decoded(text.encode()).told == ""
    assert decoded(text.encode("utf-16")).told == ""


@pytest.mark.parametrize("raw", [b"%PDF-1.4 \xe9", b"PK\x03\x04\xff", b"a\0b", b"\x01\x02\xff" * 9])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(NotText):
        decoded(raw)


def test_how_a_file_was_read_is_told_when_it_is_opened_and_by_the_check(tmp_path: Path) -> None:
    guide = tmp_path / "a.md"
    guide.write_bytes("# Fever\n\nCall at 38°C.\n".encode("cp1252"))
    loaded = load_guide(guide, keep_lines=True)
    assert loaded.blocks[1].text == "Call at 38°C."
    assert loaded.notice == ("This file was not written as UTF-8; it was read as Windows-1252.")
    (tmp_path / "b.md").write_text("# Night\n\nRest.\n")
    folder = load_guide(tmp_path)
    assert folder.notice == "a.md was not written as UTF-8; it was read as Windows-1252."
    (tmp_path / "c.md").write_bytes("Caf\xe9 at home\n".encode("latin-1"))
    assert load_guide(tmp_path).notice == (
        "2 of its files were not written as UTF-8; letters may be wrong."
    )


def test_the_place_in_a_file_is_kept_when_it_is_saved_as_utf_8(tmp_path: Path) -> None:
    guide = tmp_path / "a.md"
    text = "# Fever\n\nCall at 38°C, don’t wait.\n"
    guide.write_bytes(text.encode("cp1252"))
    before = load_guide(guide)
    guide.write_text(text)
    assert [each.hash for each in before.blocks] == [each.hash for each in load_guide(guide).blocks]
