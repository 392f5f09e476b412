"""What every screen looks like, kept as text; `pytest --update-screens` keeps it anew."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.tui.pictures import drawn, pictures
from tests.tui.scenes import SCENES, SIZES, Scene

KEPT = Path(__file__).parent / "__snapshots__"


def file_of(scene: Scene, size: tuple[int, int]) -> Path:
    return KEPT / f"{scene.name}-{size[0]}x{size[1]}.txt"


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-screens"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_every_screen_looks_as_it_did(scene: Scene, size: tuple[int, int], updating: bool) -> None:
    file = file_of(scene, size)
    now = drawn(pictures(scene, size))
    if updating:
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")
        return
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if now != kept:
        changes = difflib.unified_diff(
            kept.splitlines(), now.splitlines(), "kept", "now", lineterm=""
        )
        pytest.fail(
            f"{file.name}: look at this, then run pytest --update-screens if it is meant so\n"
            + "\n".join(changes),
            pytrace=False,
        )


def test_no_screen_is_kept_that_is_no_longer_shown(updating: bool) -> None:
    wanted = {file_of(scene, size) for scene in SCENES for size in SIZES}
    left_over = set(KEPT.iterdir()) - wanted
    if updating:
        for file in left_over:
            file.unlink()
        return
    assert left_over == set()
