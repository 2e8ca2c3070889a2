"""`pytest --accept` writes anew the JSON that fixtures and cases are held against; it is refused where CI is set."""

import os

import pytest
from hypothesis import settings

# How long an example takes is no property of the code on a machine that does other things too.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what comes out as what is expected")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--accept") and os.environ.get("CI"):
        raise pytest.UsageError("--accept is for a person who reads the difference: not where CI is set")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether what comes out is to be written down as what is expected."""
    return bool(request.config.getoption("--accept"))
