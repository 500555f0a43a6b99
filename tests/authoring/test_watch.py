"""Noticing that files were saved."""

import os
from collections.abc import Iterator
from pathlib import Path

from quiz.authoring import watch


def passes(states: str) -> list[str]:
    """Give what a file looked like at each pass, where every look finds the next letter."""
    looks: Iterator[str] = iter(states)
    seen = [""]

    def look() -> str:
        seen[0] = next(looks, seen[0])
        return seen[0]

    def wait() -> None:
        if seen[0] == "!":
            raise KeyboardInterrupt

    found = []
    try:
        for _ in watch.watch_changes(look, wait):
            found.append(seen[0])
    except KeyboardInterrupt:
        return found
    raise AssertionError("a watch never ends by itself")


def test_there_is_a_pass_at_once_and_one_for_each_change_that_stays() -> None:
    assert passes("aaabbccc!") == ["a", "b", "c"]


def test_a_file_that_still_changes_is_waited_for() -> None:
    assert passes("a-b-bb!") == ["a", "b"]


def test_a_file_that_changes_with_every_look_is_read_all_the_same() -> None:
    assert len(passes(f"a{'bc' * 50}!")) > 1


def test_what_was_saved_while_a_pass_was_made_makes_another() -> None:
    looks = iter("abb")
    for number, _ in enumerate(watch.watch_changes(lambda: next(looks), lambda: None)):
        if number:
            break

    assert next(looks, None) is None


def test_every_way_to_save_a_pack_changes_its_stamps(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    head, more, table = pack / "pack.yaml", pack / "more.yaml", pack / "rows.csv"
    seen = [watch.stat_files([tmp_path])]

    def is_new() -> bool:
        seen.append(watch.stat_files([tmp_path]))
        return seen[-1] not in seen[:-1]

    head.write_text("one", encoding="utf-8")
    assert is_new()
    head.write_text("longer", encoding="utf-8")
    assert is_new()
    other = pack / ".pack.yaml.swp"
    other.write_text("worse!", encoding="utf-8")
    os.utime(other, ns=(head.stat().st_atime_ns, head.stat().st_mtime_ns))
    assert not is_new()
    other.replace(head)
    assert is_new()
    more.write_text("", encoding="utf-8")
    assert is_new()
    table.write_text("", encoding="utf-8")
    assert is_new()
    table.unlink()
    more.unlink()
    head.unlink()
    assert seen[0] == watch.stat_files([tmp_path]) == ()


def test_what_is_not_there_or_leads_nowhere_has_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "lost.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round").symlink_to(tmp_path)

    assert watch.stat_files([tmp_path / "none", tmp_path]) == ()
