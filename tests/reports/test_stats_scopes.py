"""Parts of the statistics that the player chooses."""

import pytest

from quiz.game.dealer import Dealer
from quiz.game.game import Game
from quiz.game.missed_round import draw_missed
from quiz.game.recorder import NullHistoryRecorder
from quiz.game.round import RoundRequest
from quiz.game.session import SessionRules
from quiz.generate.question_maker import QuestionMaker
from quiz.model.errors import UsageError
from quiz.packs.loading import LibraryLoader
from quiz.reports.stats_scopes import StatsScope, find_scope, list_scopes

PACKS = ("hero", "elements")


def list_makers() -> list[QuestionMaker]:
    return [QuestionMaker(loaded.pack) for loaded in LibraryLoader(PACKS, None).load_all().packs]


@pytest.mark.slow
def test_scopes() -> None:
    makers = list_makers()
    one_pack = list_scopes(makers, ["elements/names", "elements/table", "gone/things"])
    assert [scope.title for scope in one_pack] == [
        "Everything",
        "The periodic table",
        "What elements are named after",
    ]
    two_packs = list_scopes(makers, ["hero/video", "elements/names", "elements/table"])
    assert [scope.selections for scope in two_packs] == [
        (),
        ("hero/video",),
        ("elements/*",),
        ("elements/table",),
        ("elements/names",),
    ]
    assert list_scopes(makers, []) == (StatsScope(),)

    for words, selections in {
        (): (),
        ("names",): ("elements/names",),
        ("The periodic table", "hero/video"): ("elements/table", "hero/video"),
        ("The chemical elements",): ("elements/*",),
        ("hero", "hero/*"): ("hero/*",),
    }.items():
        assert find_scope(words, makers).selections == selections, words
    assert "hero/charts" in (find_scope(["HERO"], makers).categories or ())
    with pytest.raises(UsageError, match=r"unknown category “nams”\. Did you mean “names”\?"):
        find_scope(["names", "nams"], makers)


@pytest.mark.slow
def test_missed_round_asks_the_missed_targets_only() -> None:
    dealer = Dealer(LibraryLoader(PACKS, None), random_seed=lambda: 5, today=lambda: "2026-12-01")
    missed = [target.target_id for target in list_makers()[1].list_targets()][:40:8]
    request = RoundRequest(length=10, excluded_ids=frozenset(missed[:1]))
    game = Game(dealer, request, SessionRules(20.0, 0.0), NullHistoryRecorder())

    round_ = draw_missed(game, missed, ("elements/*",))

    assert {question.target_id for question in round_.questions} == set(missed[1:])
    with pytest.raises(UsageError, match="flagged all"):
        draw_missed(game, missed[:1], ())
