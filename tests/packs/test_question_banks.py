"""Packs made of question banks, whose answers nothing supports."""

import json
from pathlib import Path

import pytest

from quiz.cli.main import main
from quiz.game import feedback
from quiz.game.ladder import Lifeline
from quiz.game.modes import FACT_OR_FICTION, LADDER_MODE
from quiz.game.round import RoundRequest
from quiz.generate.question_maker import QuestionMaker
from quiz.model.errors import UsageError
from quiz.model.loading import LoadResult
from quiz.model.pack import Kind, Pack
from quiz.model.question import Question
from quiz.model.rules import Rule
from quiz.packs.read.pack_reader import read_pack
from quiz.text.safe import Text
from tests.factories import CITATION, SOURCE, MemoryLoader, dealer_of, game, pack

BANK = """\
format: 1
name: pub
title: Pub quiz
sources:
  bank: {title: The Anchor, kind: question bank, unit: question, licence: CC0-1.0}
  atlas: {title: Atlas}
cite: bank 7
questions:
  - id: river
    question: Which river is the longest in Europe?
    right: Volga
    wrong: [Danube, Rhine]
  - id: lake
    statement: Lake Baikal is in Asia.
    true: yes
    cite: bank 8
"""


def write(folder: Path, text: str = BANK) -> Path:
    path = folder / "pub.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str = BANK) -> Pack:
    result = read_pack(write(folder, text))
    assert [problem.message for problem in result.problems] == []
    assert result.pack is not None
    return result.pack


def make(pack: Pack, id_: str) -> Question:
    question = QuestionMaker(pack).find_question(f"pub/{id_}@0")
    assert question is not None
    return question


def test_questions_of_bank_need_no_explanation(tmp_path: Path) -> None:
    bank = read(tmp_path)

    assert [entry.explanation for entry in bank.questions] == ["", ""]
    assert bank.has_question_bank


@pytest.mark.parametrize("cite", ["atlas 1", "bank 1, atlas 1"])
def test_questions_of_other_sources_need_explanation(cite: str, tmp_path: Path) -> None:
    problems = read_pack(write(tmp_path, BANK.replace("cite: bank 8", f"cite: {cite}"))).problems

    assert [(problem.rule, problem.message) for problem in problems] == [
        (Rule.MISSING_FIELD, "this question has no `because`")
    ]


def test_citation_at_top_is_that_of_entries_without_one(tmp_path: Path) -> None:
    facts = "facts:\n  - {id: nile, fact: The Nile is in <Africa>., type: continent}\n"
    bank = read(tmp_path, BANK + facts)

    assert [citation.first for entry in bank.questions for citation in entry.citations] == [7, 8]
    assert [citation.first for citation in bank.facts[0].citations] == [7]


def test_bad_citation_at_top_is_reported_once(tmp_path: Path) -> None:
    result = read_pack(write(tmp_path, BANK.replace("cite: bank 7", "cite: bnak 7")))

    assert [problem.message for problem in result.problems] == ["unknown source “bnak”"]
    assert result.pack is not None
    assert [entry.id for entry in result.pack.questions] == ["lake"]


def test_missing_explanation_is_named_in_game_and_left_out_of_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = make(read(tmp_path), "river/choice")

    assert feedback.format_news(question) == "No explanation in the source."
    assert feedback.format_sources(question) == ("The Anchor, question 7 (not checked)",)
    assert main(["items", "--pack", str(write(tmp_path))]) == 0
    out = capsys.readouterr().out
    assert "Why:" not in out
    assert "Source: The Anchor, question 7 (not checked)\n" in out


def test_json_says_that_questions_are_not_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(write(tmp_path))

    assert main(["items", "--json", "--pack", path]) == 0
    fields = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["explanation"], each["checked"]) for each in fields] == [(None, False)] * 2
    assert main(["why", "--json", "--pack", path, "pub/river/choice"]) == 0
    why = json.loads(capsys.readouterr().out)
    assert (why["explanation"], why["checked"], why["sentence"]) == (None, False, None)
    assert main(["list", "--pack", path]) == 0
    assert f"pub: Pub quiz ({path}), question bank\n" in capsys.readouterr().out


def test_fact_of_bank_and_other_source_is_checked(tmp_path: Path) -> None:
    facts = (
        "facts:\n"
        "  - {id: nile, fact: The Nile is in <Africa>., type: continent, cite: bank 3}\n"
        "  - {id: po, fact: The Po is in <Europe>., type: continent, cite: 'bank 3, atlas 2'}\n"
    )
    bank = read(tmp_path, BANK + facts)

    assert not make(bank, "nile/choice").is_checked
    assert make(bank, "po/choice").is_checked
    assert "independent" not in make(bank, "po/choice").explanation


class NamedLoader(MemoryLoader):
    """A loader of packs that the player named."""

    def load_all(self) -> LoadResult:
        return LoadResult(tuple(loaded._replace(is_named=True) for loaded in super().load_all().packs))


def test_fact_or_fiction_asks_bank_only_if_its_pack_is_named(tmp_path: Path) -> None:
    bank = read(tmp_path)
    request = RoundRequest(mode=FACT_OR_FICTION, seed=1)

    with pytest.raises(UsageError, match="no questions"):
        dealer_of(MemoryLoader(user_packs=(bank,))).draw_seeded(request)
    for round_ in (
        dealer_of(NamedLoader(user_packs=(bank,))).draw_seeded(request),
        dealer_of(MemoryLoader(user_packs=(bank,))).draw_seeded(request._replace(categories=("pub/pub",))),
    ):
        assert [question.fact for question in round_.questions] == ["lake"]


def test_daily_never_asks_bank(tmp_path: Path) -> None:
    bank = read(tmp_path)

    with pytest.raises(UsageError, match="no questions"):
        dealer_of(MemoryLoader(bank)).draw_daily("2026-11-21")


WORDS = """\
format: 1
name: pub
title: Words
sources: {deck: {title: A Deck, kind: question bank, licence: CC0-1.0}}
cite: deck 1
tables:
  - id: words
    fact: “<front>” goes with “<back>”.
    columns: {back: {ask: Which goes with “<front>”?}}
    rows: |
      front | back
      位    | rank, order
      順    | order, turn
      猫    | cat
      犬    | dog
      家    | house, home
      木    | tree
"""


def test_option_never_shares_part_with_right_answer_of_bank(tmp_path: Path) -> None:
    bank = read(tmp_path, WORDS)
    maker = QuestionMaker(bank)
    options = {
        option
        for seed in range(40)
        for question in maker.iter_questions(seed, kind=Kind.CHOICE)
        if question.answer == "rank, order"
        for option in question.options
    }

    assert "order, turn" not in options
    assert len(options) >= 4
    checked = read(tmp_path, WORDS.replace("kind: question bank, ", ""))
    answers = [
        option
        for seed in range(40)
        for question in QuestionMaker(checked).iter_questions(seed, kind=Kind.CHOICE)
        if question.answer == "rank, order"
        for option in question.options
    ]
    assert "order, turn" in answers


@pytest.mark.parametrize("kind", ["question bank", "book"])
def test_ladder_offers_no_sources_of_banks(kind: str) -> None:
    sources = [SOURCE._replace(id=id_, title=Text(id_), kind=Text(kind)) for id_ in ("one", "two", "three")]
    written = tuple(
        entry._replace(difficulty=number / 60, citations=(CITATION._replace(source=sources[number % 3]),))
        for number, entry in enumerate(pack(60).questions)
    )
    bank = pack()._replace(questions=written, sources=tuple(sources))
    played = game(RoundRequest(seed=7, mode=LADDER_MODE), None, bank)
    session = played.start_session(played.draw_round(), 0.0)

    assert (Lifeline.SOURCES in session.state.offered_lifelines) is (kind == "book")
