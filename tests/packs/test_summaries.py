"""A summary is that of the pack as it is now, and saves reading it."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from quiz.generate.summary import summarize_pack
from quiz.model.errors import PackError
from quiz.model.pack import Pack
from quiz.model.pack_summary import PackSummary
from quiz.packs.cache import PackCache
from quiz.packs.loading import LibraryLoader
from quiz.packs.read.pack_reader import read_pack
from quiz.packs.summaries import decode_summary, encode_summary
from tests.cli.pack_files import PLANETS, WITH_EMPTY

FOLDER = Path(__file__).parent / "data" / "planets"


def summary_of(path: Path) -> PackSummary:
    pack = read_pack(path).pack
    assert pack is not None
    return summarize_pack(pack)


def fail_to_summarize(pack: Pack) -> PackSummary:
    """Fail the test: the pack was read although it has a summary."""
    raise AssertionError(pack.name)


def test_summary_has_the_sizes_of_categories(tmp_path: Path) -> None:
    path = tmp_path / "planets.yaml"
    silent = WITH_EMPTY.replace("type: calling", "type: calling\n    tact: silent")
    path.write_text(silent, encoding="utf-8")

    summary = summary_of(path)

    assert (summary.name, summary.title, summary.has_question_bank) == ("planets", "The Planets", False)
    assert [tuple(category) for category in summary.categories] == [
        ("size", "Sizes", 3, 3, 0),
        ("myth", "Names", 0, 1, 1),
        ("empty", "Nothing yet", 0, 0, 0),
    ]
    assert summary.askable_count == 3


def test_whole_pack_counts_no_sensitive_facts(tmp_path: Path) -> None:
    path = tmp_path / "planets.yaml"
    path.write_text(PLANETS.replace("cite: atlas 2", "cite: atlas 2\n    tact: plain", 1), encoding="utf-8")

    summary = summary_of(path)

    assert summary.askable_count == sum(category.askable_count for category in summary.categories) - 1


def test_encoded_summary_is_the_summary_until_a_file_changes(tmp_path: Path) -> None:
    for name in ("pack.yaml", "moons.yaml"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    summary = summary_of(tmp_path)
    encoded = encode_summary(summary, tmp_path)
    assert decode_summary(tmp_path, encoded) == summary

    moons = tmp_path / "moons.yaml"
    text = moons.read_text(encoding="utf-8")
    for changed in (text.replace("Phobos", "Phoebus"), f"{text}\n"):
        moons.write_text(changed, encoding="utf-8")
        assert decode_summary(tmp_path, encoded) is None
    moons.write_text(text, encoding="utf-8")
    assert decode_summary(tmp_path, encoded) == summary
    (tmp_path / "more.yaml").write_text("", encoding="utf-8")
    assert decode_summary(tmp_path, encoded) is None


def seal(data: Any) -> bytes:
    """Return data with the right checksum."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))[1:].encode()
    return b'{"checksum":"%08x",\n' % crc32(body) + body


CHANGES: dict[str, Callable[[Any], object]] = {
    "other version": lambda data: data.__setitem__("version", data["version"] + "0"),
    "other content": lambda data: data["files"][0].__setitem__(1, 0),
    "no summary": lambda data: data.pop("summary"),
    "summary too short": lambda data: data["summary"].pop(),
    "number for a title": lambda data: data["summary"].__setitem__(1, 7),
    "truth value for a number": lambda data: data["summary"][2][0].__setitem__(2, True),
    "negative number": lambda data: data["summary"][2][0].__setitem__(2, -1),
    "number for a truth value": lambda data: data["summary"].__setitem__(4, 0),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_unexpected_values_are_refused(change: Callable[[Any], object]) -> None:
    encoded = encode_summary(summary_of(FOLDER), FOLDER)
    data = json.loads(encoded)
    del data["checksum"]
    assert seal(data) == encoded
    change(data)

    assert decode_summary(FOLDER, seal(data)) is None


def test_damaged_summary_is_refused() -> None:
    encoded = encode_summary(summary_of(FOLDER), FOLDER)

    for damaged in (b"", b"\0" * 99, encoded[:-1], encoded.replace(b"moons", b"moans", 1), b"[]\n[]"):
        assert decode_summary(FOLDER, damaged) is None


def test_title_in_a_summary_is_safe() -> None:
    summary = summary_of(FOLDER)
    encoded = encode_summary(summary._replace(title="\x1b[2Jred"), FOLDER)  # type: ignore[arg-type]
    decoded = decode_summary(FOLDER, encoded)

    assert decoded is not None
    assert decoded.title == "␛[2Jred"


def summarize(path: Path, count: Callable[[Pack], PackSummary]) -> tuple[PackSummary, tuple[str, ...]]:
    """Summarize a pack as a start does, and write the cache; return the warnings too."""
    loader = LibraryLoader([str(path)], None, PackCache(path.parent / "cache"))
    result = loader.summarize_all(count)
    loader.close()
    (packed,) = result.packs
    assert packed.path == path
    return packed.summary, result.warnings


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "planets.yaml"
    path.write_text(PLANETS, encoding="utf-8")
    return path


def test_pack_is_read_again_only_after_a_change(pack: Path) -> None:
    first, _ = summarize(pack, summarize_pack)
    assert first == summary_of(pack)
    assert summarize(pack, fail_to_summarize) == (first, ())
    os.utime(pack, ns=(1, 1))
    assert summarize(pack, fail_to_summarize) == (first, ())

    pack.write_text(PLANETS.replace("title: The Planets", "title: Eight planets"), encoding="utf-8")
    changed, _ = summarize(pack, summarize_pack)
    assert changed == first._replace(title=changed.title)
    assert changed.title == "Eight planets"
    assert summarize(pack, fail_to_summarize) == (changed, ())


def test_damaged_cached_summary_is_replaced(pack: Path) -> None:
    first, _ = summarize(pack, summarize_pack)
    (file,) = (pack.parent / "cache").iterdir()
    whole = file.read_bytes()
    for damaged in (b"", whole[:-1], whole.replace(b"Sizes", b"Seizes")):
        file.write_bytes(damaged)
        assert summarize(pack, summarize_pack) == (first, ())
        assert file.read_bytes() == whole


def test_pack_with_errors_is_read_each_time_and_reported(pack: Path) -> None:
    pack.write_text(PLANETS.replace("cite: atlas 2", "cite: atlsa 2"), encoding="utf-8")
    for _ in range(2):
        summary, (warning,) = summarize(pack, summarize_pack)
        assert summary.askable_count == summary_of(pack).askable_count
        assert warning.startswith("planets: 1 error")
    assert not (pack.parent / "cache").exists()

    pack.write_text("- [", encoding="utf-8")
    with pytest.raises(PackError, match="can’t be used"):
        summarize(pack, summarize_pack)


def test_pack_that_changes_while_it_is_read_is_not_cached(pack: Path) -> None:
    def edit_while_counting(read: Pack) -> PackSummary:
        pack.write_text(PLANETS.replace("Jupiter", "Juppiter"), encoding="utf-8")
        return summarize_pack(read)

    summarize(pack, edit_while_counting)

    assert not (pack.parent / "cache").exists()


@pytest.mark.slow
def test_summaries_and_packs_are_selected_by_the_same_rules(pack: Path) -> None:
    (pack.parent / "mine.yaml").write_text(PLANETS.replace("name: planets", "name: elements"), "utf-8")
    (pack.parent / "broken.yaml").write_text("- [", "utf-8")
    loader = LibraryLoader((), pack.parent)
    loaded = loader.load("video")
    summarized = loader.summarize_all(lambda pack: PackSummary(pack.name, pack.title, (), 0, False))

    assert [packed.name for packed in summarized.packs if not packed.is_builtin] == ["planets"]
    assert summarized.warnings == loaded.warnings
    assert len(loaded.warnings) == 2
