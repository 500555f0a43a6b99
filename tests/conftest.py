"""A home folder, compiled modules, untimed property tests, and the option that rewrites golden texts."""

import atexit
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

_HOME = TemporaryDirectory(prefix="quiz-test-home-", ignore_cleanup_errors=True)
atexit.register(_HOME.cleanup)
# Set before collection, because some test modules read the environment when they are imported.
os.environ["QUIZ_HOME"] = _HOME.name
# Otherwise each of the many processes that tests start compiles the program again, which takes half a second.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A loaded machine must not fail a test. A failure prints what repeats it.
settings.register_profile(
    "untimed", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites golden texts."""
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden texts; then read the diff"
    )


@pytest.fixture(scope="session", autouse=True)
def _builtin_packs_are_read_once() -> Iterator[None]:
    """Share the built-in packs among the commands that run in this process."""
    from quiz.packs.read import pack_reader
    from tests.shipped.builtin import read_pack

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pack_reader, "read_pack", read_pack)
        yield


@pytest.fixture(scope="session")
def pack_cache() -> None:
    """Fill the cache of the home that tests without one of their own share."""
    from tests.shipped.builtin import fill_pack_cache

    fill_pack_cache(Path(_HOME.name))
