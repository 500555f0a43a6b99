"""A pack to begin with."""

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


def test_the_pack_has_no_fault_and_plays_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "rivers"]) == 0
    assert main(["check", "--strict", "rivers.yaml"]) == 0
    assert main(["items", "--pack", "rivers.yaml", "--round", "8"]) == 0
    out = capsys.readouterr().out

    assert out.startswith("Created rivers.yaml, and its schema for your editor.\n")
    assert out.count("\nAnswer: ") == 8


def test_every_value_and_question_of_the_pack_is_asked() -> None:
    pack = read_pack(scaffold.write_example_pack("rivers")).pack
    assert pack is not None
    made = {
        question.id.partition("/choice")[0]
        for question in QuestionMaker(pack).iter_questions(0, kind=Kind.CHOICE)
    }

    assert made == {
        f"rivers/{fact.id}" + (f".{value.label}" if value.label else "")
        for fact in pack.facts
        for value in fact.values
    } | {"rivers/red"}
    assert check_packs([Path("rivers.yaml")]).problems == ()


def test_the_pack_shows_one_of_each_thing() -> None:
    text = scaffold.write_example_pack("rivers").read_text(encoding="utf-8")

    assert text.startswith("# yaml-language-server: $schema=")
    for shown in ("sources:", "pools:", "facts:", "ask:", "values:", "lists:", "tables:", "questions:"):
        assert f"{shown}\n" in text or f"{shown} " in text
    for required in (field.name for field in PACK.fields.values() if field.required):
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
def test_a_slash_makes_a_path_and_the_pack_is_called_like_its_file(name: str, path: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)

    assert scaffold.write_example_pack(name) == Path(path)
    pack = read_pack(Path(path)).pack
    assert pack is not None
    assert pack.name == Path(path).stem


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("My Rivers", "for example: quiz new my-rivers"),
        ("sub/Flüsse.yaml", "for example: quiz new sub/flusse"),
        (".", "for example: quiz new my-pack"),
        ("rivers.yml", "for example: quiz new rivers"),
        ("no/where", "no folder “no” for “where.yaml”"),
    ],
)
def test_a_name_that_is_none_is_told_with_one_that_is(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        scaffold.write_example_pack(name)


def test_nothing_is_overwritten() -> None:
    Path("rivers.yaml").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match=r"“rivers\.yaml” exists already"):
        scaffold.write_example_pack("rivers")
    assert Path("rivers.yaml").read_text(encoding="utf-8") == "mine"


def test_the_schema_that_the_first_line_names_stands_beside_the_pack(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["new", "rivers"]) == 0
    first = Path("rivers.yaml").read_text(encoding="utf-8").splitlines()[0]
    named = Path(first.partition("$schema=")[2])
    assert json.loads(named.read_text(encoding="utf-8")) == build_schema()

    named.write_text("mine", encoding="utf-8")
    assert main(["new", "lakes"]) == 0
    assert named.read_text(encoding="utf-8") == "mine"
    assert "Created lakes.yaml.\n" in capsys.readouterr().out
