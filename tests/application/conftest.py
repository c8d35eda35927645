"""A service of its own for each test."""

import pytest

from tests.application.service import Service


@pytest.fixture
def service() -> Service:
    """An installation in memory, its directory published."""
    return Service()
