"""The example pack that `quiz new` writes."""

import json
from pathlib import Path

import pytest

from quiz.authoring import scaffold
from quiz.checks.runner import check_packs
from quiz.cli.main import main
from quiz.generate.question_maker import QuestionMaker
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.packs.format.fields import PACK
from quiz.packs.json_schema import build_schema
from quiz.packs.read.pack_reader import read_pack


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_example_has_no_problem_and_can_be_played(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "rivers"]) == 0
    assert main(["check", "--strict", "rivers.yaml"]) == 0
    assert main(["items", "--pack", "rivers.yaml", "--round", "8"]) == 0
    out = capsys.readouterr().out

    assert out.startswith("Created rivers.yaml, and its schema for your editor.\n")
    assert out.count("\nAnswer: ") == 8


def test_each_value_and_question_of_the_example_is_asked() -> None:
    pack = read_pack(scaffold.write_example_pack("rivers")).pack
    assert pack is not None
    choices = {
        question.id.partition("/choice")[0]
        for question in QuestionMaker(pack).iter_questions(0, kind=Kind.CHOICE)
    }

    assert choices == {
        f"rivers/{fact.id}" + (f".{value.label}" if value.label else "")
        for fact in pack.facts
        for value in fact.values
    } | {"rivers/red"}
    assert check_packs([Path("rivers.yaml")]).problems == ()


def test_example_shows_each_section_of_a_pack() -> None:
    text = scaffold.write_example_pack("rivers").read_text(encoding="utf-8")

    assert text.startswith("# yaml-language-server: $schema=")
    for field in ("sources:", "pools:", "facts:", "ask:", "values:", "lists:", "tables:", "questions:"):
        assert f"{field}\n" in text or f"{field} " in text
    for required in (info.name for info in PACK.fields.values() if info.required):
        assert f"\n{required}: " in text


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("rivers", "rivers.yaml"),
        ("rivers.yaml", "rivers.yaml"),
        ("./rivers", "rivers.yaml"),
        ("sub/big-rivers", "sub/big-rivers.yaml"),
        ("sub\n:x/rivers", "sub\n:x/rivers.yaml"),
    ],
)
def test_argument_may_be_a_path_and_names_the_pack(name: str, path: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)

    assert scaffold.write_example_pack(name) == Path(path)
    pack = read_pack(Path(path)).pack
    assert pack is not None
    assert pack.name == Path(path).stem


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("My Rivers", "for example: quiz new my-rivers"),
        ("sub/Flüsse.yaml", "for example: quiz new sub/flusse"),
        (".", "for example: quiz new my-pack"),
        ("rivers.yml", "for example: quiz new rivers"),
        ("no/where", "no folder “no” for “where.yaml”"),
    ],
)
def test_invalid_name_is_refused_with_a_suggestion(name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        scaffold.write_example_pack(name)


def test_existing_file_is_not_overwritten() -> None:
    Path("rivers.yaml").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match=r"“rivers\.yaml” exists already"):
        scaffold.write_example_pack("rivers")
    assert Path("rivers.yaml").read_text(encoding="utf-8") == "mine"


def test_schema_is_written_next_to_the_pack_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["new", "rivers"]) == 0
    first = Path("rivers.yaml").read_text(encoding="utf-8").splitlines()[0]
    schema = Path(first.partition("$schema=")[2])
    assert json.loads(schema.read_text(encoding="utf-8")) == build_schema()

    schema.write_text("mine", encoding="utf-8")
    assert main(["new", "lakes"]) == 0
    assert schema.read_text(encoding="utf-8") == "mine"
    assert "Created lakes.yaml.\n" in capsys.readouterr().out
