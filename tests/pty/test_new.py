"""`quiz new` at a terminal."""

import sys
from pathlib import Path

import pytest

from quiz.packs.read.pack_reader import read_pack
from tests.pty.terminal import playing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

ROWS = "question,right,wrong\nWhich is a river?,Loire,Oslo\nWhich is a town?,Oslo,Loire\n"


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "is_imported"), [("y", True), ("n", False)])
def test_import_of_questions_is_offered(tmp_path: Path, answer: str, is_imported: bool) -> None:
    table, made = tmp_path / "table.csv", tmp_path / "made.yaml"
    table.write_text(ROWS, encoding="utf-8")
    words = ("new", str(made), "--from", str(table), "--licence", "CC0-1.0")
    with playing(*words, columns=250, QUIZ_HOME=str(tmp_path / "home")) as terminal:
        terminal.wait("Import it now? y or n:")
        terminal.press(f"{answer}\r")
        terminal.wait("is written" if is_imported else "quiz import table.csv")
        assert terminal.wait_for_exit() == (0 if is_imported else 2)
    pack = read_pack(made).pack if made.exists() else None
    assert (pack is not None and len(pack.questions) == 2) is is_imported
