"""What a folder of files is called when it is opened as one guide."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide


def opened(folder: Path, **files: str) -> Guide:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return load_guide(folder)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("notes", "Notes"),
        ("discharge_papers", "Discharge papers"),
        ("Dr-Lee-letters", "Dr Lee letters"),
        ("2026-11-28", "2026-11-28"),
        ("clinic 2026-11", "Clinic 2026-11"),
        ("ALL", "ALL"),
    ],
)
def test_a_folder_is_called_by_its_own_name(tmp_path: Path, name: str, title: str) -> None:
    guide = opened(tmp_path / name, a="# Note 0\n\nText.", b="# Note 1\n\nText.")
    assert guide.title == title
    assert guide.sections[0].title == "Note 0"


def test_of_the_first_file_only_what_speaks_for_all_names_the_folder(tmp_path: Path) -> None:
    front = "---\ntitle: First file\n---\n# One\n\nText."
    assert opened(tmp_path / "notes", a=front).title == "Notes"
    named = "---\ntitle: First file\nguide_title: All of them\n---\n# One\n\nText."
    assert opened(tmp_path / "others", a=named).title == "All of them"


def test_a_folder_is_called_the_same_from_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = opened(tmp_path / "notes", a="# Note 0\n\nText.")
    monkeypatch.chdir(tmp_path / "notes")
    here = load_guide(Path())
    assert (here.title, here.id) == (guide.title, guide.id)


def test_a_file_alone_is_called_by_what_it_tells_of_itself(tmp_path: Path) -> None:
    opened(tmp_path / "notes", a="# Note 0\n\nText.")
    assert load_guide(tmp_path / "notes" / "a.md").title == "Note 0"
