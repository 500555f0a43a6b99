"""Small packs, questions, dealers and games for tests."""

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from types import MappingProxyType

from quiz.game.dealer import Dealer
from quiz.game.game import Game
from quiz.game.recorder import HistoryRecorder, NullHistoryRecorder
from quiz.game.round import RoundRequest
from quiz.game.session import SessionRules
from quiz.model.loading import LoadedPack, LoadResult, PackLoader, SummarizedPack, SummaryResult
from quiz.model.location import Location
from quiz.model.pack import Category, Citation, HandwrittenQuestion, Kind, Pack, Source
from quiz.model.pack_summary import PackSummary
from quiz.model.question import AcceptedTexts, GuessedNumber, Question
from quiz.text.safe import Text

SOURCE = Source("paper", Text("The Paper"), publisher=Text("A Press"))
TODAY = "2026-11-21"
CITATION = Citation(SOURCE, 2, 2, Text("Front page, paragraph 2"))


def question(
    fact: str = "director",
    *,
    key: int = 0,
    options: tuple[str, ...] = ("One", "Two", "Three", "Four"),
    stem: str = "Who directed it?",
    sensitive: bool = False,
    citations: tuple[Citation, ...] = (CITATION,),
) -> Question:
    """Make a choice question."""
    return Question(
        id=f"pack/{fact}/choice@7",
        pack="pack",
        fact=fact,
        category="film",
        kind=Kind.CHOICE,
        stem=Text(stem),
        options=tuple(Text(option) for option in options),
        key=key,
        explanation=Text("One directed it."),
        citations=citations,
        sensitive=sensitive,
        answer=Text(options[key]),
    )


def statement(fact: str = "year", *, true: bool = True, stem: str = "It came out in 2001.") -> Question:
    """Make a true/false question."""
    return Question(
        id=f"pack/{fact}/truefalse@7",
        pack="pack",
        fact=fact,
        category="film",
        kind=Kind.TRUEFALSE,
        stem=Text(stem),
        options=(Text("True"), Text("False")),
        key=0 if true else 1,
        explanation=Text("It came out in 2001."),
        citations=(CITATION,),
        answer=Text("2001"),
    )


CITIES = tuple(
    map(
        Text,
        "Kyiv Minsk Riga Oslo Paris Rome Bern Athens Vienna Prague Sofia Lima Quito Cairo Tunis Rabat Accra "
        "Lagos Dakar Bamako Niamey Reykjavík".split(),
    )
)


def typed_question(
    fact: str = "capital",
    *,
    answers: tuple[str, ...] = ("Kyiv", "Kiev"),
    rivals: tuple[Text, ...] | None = CITIES,
    tolerance: float = 0.0,
    stem: str = "What is the capital of Ukraine?",
) -> Question:
    """Make a question whose answer is typed."""
    return question(fact, stem=stem)._replace(
        id=f"pack/{fact}/typed@7",
        kind=Kind.TYPED,
        options=(),
        key=-1,
        answer=Text(answers[0]),
        accepted=AcceptedTexts(tuple(map(Text, answers)), rivals, tolerance),
    )


def closest_question(
    fact: str = "argon", *, value: float = 1894.0, type_: str = "year", unit: str = ""
) -> Question:
    """Make a question for the closest year or number."""
    is_ratio = type_ != "year"
    full, none = (0.07, 0.7) if is_ratio else (2.0, 25.0)
    return question(fact, stem="In which year was argon discovered?")._replace(
        id=f"pack/{fact}/closest@7",
        kind=Kind.CLOSEST,
        options=(),
        key=-1,
        answer=Text(f"{value:g}"),
        guessed=GuessedNumber(type_, value, value / 2, value * 2, full, none, is_ratio, Text(unit)),
    )


def pack(questions: int = 4, name: str = "pack", title: str = "A Pack") -> Pack:
    """Make a pack of hand-written questions in one category."""
    written = tuple(
        HandwrittenQuestion(
            id=f"question-{number}",
            category="film",
            kind=Kind.CHOICE,
            stem=Text(f"Who directed film {number}?"),
            right=Text(f"Ada {chr(64 + number)}."),
            wrong=(Text(f"Bob {chr(64 + number)}."), Text(f"Cyd {chr(64 + number)}.")),
            explanation=Text(f"She directed film {number}."),
            citations=(CITATION,),
            location=Location(Text("pack.yaml")),
        )
        for number in range(1, questions + 1)
    )
    categories = (Category("film", Text("Films")), Category("music", Text("Music")))
    return Pack(name, Text(title), categories, (SOURCE,), questions=written)


class MemoryLoader:
    """A loader of packs in memory: built-in packs and packs of the user."""

    def __init__(self, *packs: Pack, user_packs: tuple[Pack, ...] = ()) -> None:
        self._packs = [LoadedPack(pack, Path(pack.name), 0, is_builtin=True) for pack in packs]
        self._packs += [LoadedPack(pack, Path(pack.name), 0) for pack in user_packs]

    def load(self, category: str | None = None) -> LoadResult:
        return LoadResult(tuple(self._packs))

    def load_all(self) -> LoadResult:
        return self.load()

    def summarize_all(self, summarize: Callable[[Pack], PackSummary]) -> SummaryResult:
        return SummaryResult(
            tuple(
                SummarizedPack(summarize(loaded.pack), loaded.path, loaded.error_count, loaded.is_builtin)
                for loaded in self._packs
            )
        )

    def close(self) -> None:
        pass


def dealer(*packs: Pack, seed: int = 100, today: str = TODAY) -> Dealer:
    """Make a dealer for packs; its random seeds are `seed`, `seed` + 1 and so on."""
    return dealer_of(MemoryLoader(*packs), seed=seed, today=today)


def dealer_of(loader: PackLoader, *, seed: int = 100, today: str = TODAY) -> Dealer:
    """Make a dealer for the packs of a loader."""
    return Dealer(loader, random_seed=count(seed).__next__, today=lambda: today)


def game(
    order: RoundRequest | None = None,
    rules: SessionRules | None = None,
    *packs: Pack,
    recorder: HistoryRecorder | None = None,
    seen: Mapping[str, int] = MappingProxyType({}),
) -> Game:
    """Make a game with packs; its random seeds are 100, 101 and so on."""
    return Game(
        dealer(*(packs or (pack(),))),
        order or RoundRequest(),
        rules or SessionRules(limit_seconds=None),
        recorder or NullHistoryRecorder(),
        seen=seen,
    )
