from __future__ import annotations

import pytest

from tests.examples import register_profiles

register_profiles()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-screens",
        action="store_true",
        help="keep the screens as they look now, instead of comparing them",
    )
