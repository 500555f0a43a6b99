"""The user's own packs: added, listed, played by name, removed."""

import json
from pathlib import Path

import pytest

from quiz.cli.main import main
from tests.cli.pack_files import PLANETS, planets
from tests.cli.test_cli import failing

TITLE = "planets: The Planets"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of the user's packs, which isn't there yet."""
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "packs"


@pytest.fixture
def added(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Add a pack; give where it is now."""
    assert main(["add", planets(tmp_path)]) == 0
    capsys.readouterr()
    return folder / "planets.yaml"


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    """Run what can be done; give what it prints and what it says beside it."""
    assert main(words) == 0
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_adding_says_where_the_pack_is_and_how_it_is_played(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, "add", planets(tmp_path)) == (
        f"planets: 4 facts and 0 questions by hand, now in {folder / 'planets.yaml'}\n"
        "Play it: quiz --pack planets\n",
        "",
    )


def test_adding_again_says_what_is_new(
    added: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = PLANETS.replace("id: ringed", "id: rings").replace("Which planet is the largest?", "Which?")
    out, _ = printed(capsys, "add", planets(tmp_path, newer))

    assert "  1 came: rings\n  1 changed: largest\n  1 went: ringed\n" in out


def test_an_added_pack_is_listed_asked_and_explained_beside_the_built_in_ones(
    added: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = printed(capsys, "list")
    assert "\nhero: " in out
    assert out.startswith(f"{TITLE} ({added})\n")
    assert err == ""
    assert f"{TITLE} ({added})\n" in printed(capsys, "list", "--pack", "planets")[0]
    assert "planets/largest/choice@0" in printed(capsys, "items", "--category", "planets/size")[0]
    assert "planets/largest/choice@0" in printed(capsys, "items", "--category", "size")[0]
    assert printed(capsys, "why", "planets/largest/choice")[0].startswith("Fact: The largest planet")
    assert main(["audit", "planets", "--seeds", "1"]) == 1  # three values are too few for anything
    capsys.readouterr()
    assert json.loads(printed(capsys, "list", "--json", "--pack", "planets")[0].splitlines()[0])[
        "path"
    ] == str(added)


def test_a_broken_pack_of_the_user_is_told_and_the_rest_plays(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir(parents=True)
    (folder / "broken.yaml").write_text("[", encoding="utf-8")
    planets(folder, PLANETS.replace("cite: atlas 2", "cite: atlsa 2"))

    out, err = printed(capsys, "list")
    assert f"{TITLE} ({folder / 'planets.yaml'}), 1 problem\n" in out
    assert "\nhero: " in out
    assert err.splitlines()[0].startswith(f"the pack “{folder / 'broken.yaml'}” can’t be used: ")
    assert err.splitlines()[1].startswith("planets: 1 error, parts are left out. See quiz check")
    assert "planets/largest/choice@0" in printed(capsys, "items", "--category", "size")[0]
    assert failing(["list", "--pack", "broken"], capsys).startswith("the pack “")


def test_a_pack_that_shadows_a_built_in_one_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.mkdir(parents=True)
    own = folder / "hero.yaml"
    own.write_text(PLANETS.replace("name: planets", "name: hero"), encoding="utf-8")

    out, err = printed(capsys, "list", "--pack", "hero")
    assert out.startswith(f"hero: The Planets ({own})\n")
    assert err == f"“hero” is your own pack {own}, not the built-in one\n"
    out, err = printed(capsys, "list")
    assert "The Planets" not in out
    assert err.startswith(f"{own} is left out: ")
    assert err.endswith(f" is also called “hero”. Use --pack {own} to play it.\n")


def test_removing_asks_first_and_without_a_terminal_wants_a_word(
    added: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert failing(["remove", "planets"], capsys) == "nothing removed. Use --yes to skip this question."
    assert added.is_file()
    assert printed(capsys, "remove", "planets", "--yes") == (f"Removed {added}.\n", "")
    assert not added.exists()
