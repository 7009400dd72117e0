"""What all tests share: properties are tried on the same examples every time, and never against the clock."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", action="store_true", help="write what is expected anew; review it with `git diff`")


@pytest.fixture
def record(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are written anew instead of being held to."""
    return bool(request.config.getoption("--record"))
