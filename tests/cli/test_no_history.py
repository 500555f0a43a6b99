"""The files that a game writes."""

from pathlib import Path

import pytest

from quiz.cli.commands.play import PlayOptions, draw_first_round, prepare_game
from quiz.packs.cache import MIN_CACHED_BYTES
from tests.cli.harness import play

HEAD = "format: 1\nname: numbers\ntitle: Numbers\nsources: {s: {title: S, publisher: P}}\nfacts:\n"
FACTS = "".join(
    f"  - {{id: f{number}, fact: The number after {number} is <{number + 1}>., type: number, cite: s 1}}\n"
    for number in range(1000, 1400, 7)
)


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path / "home"))
    pack = tmp_path / "numbers.yaml"
    pack.write_text(f"{HEAD}{FACTS}#{'-' * MIN_CACHED_BYTES}\n", encoding="utf-8")
    return str(pack)


def test_game_caches_large_pack(large: str, tmp_path: Path) -> None:
    play("--plain", "--seed", "7", "--pack", large)

    assert {file.suffix for file in (tmp_path / "home" / "cache" / "packs").iterdir()} == {".pack"}


def test_no_history_caches_nothing(large: str, tmp_path: Path) -> None:
    play("--plain", "--seed", "7", "--pack", large, "--no-history")

    assert not (tmp_path / "home").exists()


def test_pack_with_errors_is_not_cached(
    large: str,
) -> None:
    with Path(large).open("a", encoding="utf-8") as file:
        file.write("  - {fact: Two is <2, type: number, cite: s 1}\n")
    for _ in range(2):
        options = PlayOptions(packs=[large], seed=7)
        setup = prepare_game(options, guard_seconds=0)
        assert draw_first_round(setup.game, options) is not None
        assert [str(warning) for warning in (*setup.profile.warnings, *setup.game.dealer.warnings)] == [
            f"numbers: 1 error, parts are left out. See quiz check {large}"
        ]
        setup.close()
