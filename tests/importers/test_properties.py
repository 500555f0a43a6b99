"""Properties of every import, and hostile files of every format."""

import json
import zipfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.importers import existing
from quiz.importers.bank_file import BankError, open_bank_file
from quiz.importers.formats.registry import FORMATS
from quiz.importers.importer import ImportRequest, ImportResult, import_files, write_pack
from quiz.packs.read.pack_reader import read_pack
from tests.importers.harness import import_text, list_errors

words = st.text(
    st.one_of(st.sampled_from("abcABC <>&;|/\\'\"?.:#-=~{}[]()*_`$\n\té\u200b\u202e\u3000"), st.characters()),
    max_size=30,
)
questions = st.fixed_dictionaries(
    {"question": words, "correct_answer": words, "incorrect_answers": st.lists(words, max_size=7)},
    optional={"category": words, "difficulty": st.sampled_from(["easy", "hard", "Hard", "x"])},
)
repeated = st.lists(questions, min_size=1, max_size=8).map(lambda items: [*items, *items[:2]])


def import_path(path: Path, target: Path, request: ImportRequest) -> ImportResult:
    with closing(open_bank_file(path)) as bank:
        result = import_files([bank], request)
    with closing(result.collector.store), target.open("wb") as file:
        write_pack(file, result, name="made", title="Made", today="2026-12-01", version="1")
    return result


@given(repeated)
@settings(deadline=None, max_examples=60)
def test_each_record_is_imported_or_left_out_and_no_pack_has_an_error(items: list[dict[str, object]]) -> None:
    with TemporaryDirectory() as name:
        imported = import_text(Path(name), json.dumps(items))  # it compares the counts

        assert imported.result.read_count == len(items)
        if imported.result.imported_count:
            assert list_errors(imported) == []
        if imported.pack is not None:
            made = imported.counts.get("choice", 0) + imported.counts.get("truefalse", 0)
            assert len(imported.pack.questions) == made


@given(repeated, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=25)
def test_second_import_has_the_same_ids_in_any_order(items: list[dict[str, object]], random) -> None:  # type: ignore[no-untyped-def]
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "bank.json"
        source.write_text(json.dumps(items), encoding="utf-8")
        for target in ("one.yaml", "two.yaml"):
            import_path(source, folder / target, ImportRequest())
        assert existing.compare(folder / "one.yaml", folder / "two.yaml") == ((), (), ())
        assert not existing.is_edited(folder / "one.yaml")
        random.shuffle(items)
        source.write_text(json.dumps(items), encoding="utf-8")
        import_path(source, folder / "two.yaml", ImportRequest())
        changes = existing.compare(folder / "one.yaml", folder / "two.yaml")
        assert (changes.added, changes.removed) == ((), ())


def build_zip(name: str, content: bytes, *, count: int = 1) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(count):
            archive.writestr(name.format(number), content)
    return data.getvalue()


HOSTILE: dict[str, bytes | Callable[[], bytes]] = {
    "nothing": b"",
    "blank": b" \n\n",
    "zeros": b"\0" * 5_000,
    "noise": bytes(range(256)) * 40,
    "deep JSON": b"[" * 40_000,
    "deep objects": b'{"a":' * 20_000,
    "long text": b'[{"question": "' + b"a" * 3_000_000,
    "long line": b"a," * 100_000,
    "open quote": b'question,answer\n"' + b"a\n" * 100_000,
    "braces": b"::a::" + b"{" * 40_000,
    "closed braces": b"::a::x{" + b"}" * 40_000,
    "signs": b"::a::x{" + b"=~" * 20_000 + b"}",
    "backslashes": b"::a::x{=" + b"\\" * 40_001 + b"}",
    "fences": b"<quiz>\n" + b"```\n" * 8_000,
    "headings": b"## a\n" * 8_000 + b"- [x] b\nAnswer: 2\n",
    "options": b"<quiz>\nq\n" + b"- [x] a\n" * 8_000 + b"</quiz>\n",
    "lettered": b"q\nA. a\nB. b\n" + b"C. c\n" * 8_000 + b"ANSWER: A\n",
    "trivia": b"#Q a\n^ b\n" + b"A b\n" * 8_000,
    "entities": b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>',
    "nested XML": b"<quiz>" + b"<a>" * 20_000,
    "cut XML": b"<quiz><question type='essay'>" + b"<x/>" * 8_000,
    "anchors": b"AUTHOR: a\nb: &x [c]\nd: *x\ne: {<<: *x}\nq:\n- a\n",
    "deep YAML": b"AUTHOR: a\nq:\n- " + b"[" * 5_000,
    "bomb": lambda: build_zip("xl/worksheets/sheet1.xml", b"<a>" + b" " * 30_000_000),
    "many members": lambda: build_zip("a{}", b"", count=10_001),
    "cut zip": build_zip("xl/worksheets/sheet1.xml", b"<a/>")[:200],
    "empty deck": b"#separator:tab\n#html:true\n",
    "UTF-16": "\ufeffquestion,right,wrong\nWho?,Ada,Bob\n".encode("utf-16"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_gets_a_sentence_in_every_format(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bank"
    content = HOSTILE[name]
    path.write_bytes(content if isinstance(content, bytes) else content())
    for format_ in (None, *FORMATS):
        message = None
        try:
            result = import_path(path, tmp_path / "made.yaml", ImportRequest(format=format_))
        except BankError as error:
            message = str(error)
        if message is not None:
            assert message.startswith("bank ")
            assert "\n" not in message
            continue
        left_out = sum(map(len, result.collector.left_out.values()))
        assert result.read_count == result.imported_count + left_out
        if result.imported_count:
            assert read_pack(tmp_path / "made.yaml").error_count == 0
