"""A home folder, untimed property tests, and the option that rewrites golden texts."""

import atexit
import os
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

_HOME = TemporaryDirectory(prefix="quiz-test-home-", ignore_cleanup_errors=True)
atexit.register(_HOME.cleanup)
# Set before collection, because some test modules read the environment when they are imported.
os.environ["QUIZ_HOME"] = _HOME.name

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
