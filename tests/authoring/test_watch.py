"""Watching files for changes."""

import os
from collections.abc import Iterator
from pathlib import Path

from quiz.authoring import watch


def list_passes(states: str) -> list[str]:
    """Watch a file whose state is the next letter at each look; return its state at each pass."""
    remaining: Iterator[str] = iter(states)
    state = ""

    def look() -> str:
        nonlocal state
        state = next(remaining, state)
        return state

    def wait() -> None:
        if state == "!":
            raise KeyboardInterrupt

    passes = []
    try:
        for _ in watch.watch_changes(look, wait):
            passes.append(state)
    except KeyboardInterrupt:
        return passes
    raise AssertionError("a watch does not end by itself")


def test_first_pass_is_immediate_and_each_stable_change_makes_another() -> None:
    assert list_passes("aaabbccc!") == ["a", "b", "c"]


def test_watch_waits_for_a_file_that_still_changes() -> None:
    assert list_passes("a-b-bb!") == ["a", "b"]


def test_file_that_never_rests_is_read_all_the_same() -> None:
    assert len(list_passes(f"a{'bc' * 50}!")) > 1


def test_change_during_a_pass_makes_another() -> None:
    looks = iter("abb")
    for number, _ in enumerate(watch.watch_changes(lambda: next(looks), lambda: None)):
        if number:
            break

    assert next(looks, None) is None


def test_each_way_to_save_a_pack_changes_its_stamps(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    header, more, table = pack / "pack.yaml", pack / "more.yaml", pack / "rows.csv"
    seen = [watch.stat_files([tmp_path])]

    def is_new() -> bool:
        seen.append(watch.stat_files([tmp_path]))
        return seen[-1] not in seen[:-1]

    header.write_text("one", encoding="utf-8")
    assert is_new()
    header.write_text("longer", encoding="utf-8")
    assert is_new()
    swap = pack / ".pack.yaml.swp"
    swap.write_text("worse!", encoding="utf-8")
    os.utime(swap, ns=(header.stat().st_atime_ns, header.stat().st_mtime_ns))
    assert not is_new()
    swap.replace(header)
    assert is_new()
    more.write_text("", encoding="utf-8")
    assert is_new()
    table.write_text("", encoding="utf-8")
    assert is_new()
    table.unlink()
    more.unlink()
    header.unlink()
    assert seen[0] == watch.stat_files([tmp_path]) == ()


def test_missing_files_broken_links_and_loops_have_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "lost.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round").symlink_to(tmp_path)

    assert watch.stat_files([tmp_path / "none", tmp_path]) == ()
