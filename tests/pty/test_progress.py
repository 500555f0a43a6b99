"""Progress while a large pack is read."""

import sys
from pathlib import Path

import pytest

from tests.pty.terminal import playing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

FACTS = 190_000
"""Near the limit: reading takes some seconds on a fast machine, and no test waits for its end."""
HEAD = """\
format: 1
name: large
title: A large pack
sources:
  book: {title: A book}
tables:
  - id: towns
    fact: The mayor of <town> is <mayor>.
    columns: {mayor: {type: person}}
    cite: book 1
    rows: |
      town | mayor
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.yaml"
    rows = "".join(f"      Town {number} | Mayor {number}\n" for number in range(FACTS))
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["list", "--pack", "large.yaml"],
        ["items", "--pack", "large.yaml"],
        ["check", "large.yaml"],
        ["--pack", "large.yaml", "--no-history"],
        ["--plain", "--pack", "large.yaml", "--no-history"],
    ],
    ids=["list", "items", "check", "game", "plain"],
)
def test_reading_a_large_pack_shows_progress(large: Path, tmp_path: Path, words: list[str]) -> None:
    with playing(*words, cwd=str(large.parent), QUIZ_HOME=str(tmp_path)) as terminal:
        terminal.wait("ing large.yaml …")
