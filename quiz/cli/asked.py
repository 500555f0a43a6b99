"""What a command line asks for."""

import argparse
from typing import TYPE_CHECKING

from quiz.game.modes import Mode
from quiz.model.pack import Kind
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.model.rules import Rule


class Asked(argparse.Namespace):
    """What a command line asks for; each command reads its part."""

    category: str | None
    pack: list[str]
    kind: Kind | None
    questions: int | None
    time: float | None
    seed: int | None
    mode: Mode | None = None
    players: tuple[Text, ...] = ()
    plain: bool
    keep_history: bool
    resume: bool
    deed: str | None
    csv: bool
    flag: str | None
    json: bool
    round: int | None
    question: str
    paths: list[str]
    format: str
    strict: bool
    sources: str | None
    select: "frozenset[Rule] | None"
    ignore: "frozenset[Rule]"
    rule: "Rule | None"
    audited: str
    seeds: int
    name: str
    watch: bool
    target: str
    path: str
    table: str | None
    force: bool
    assume_yes: bool

    @property
    def selects_round(self) -> bool:
        """Whether anything says which round to play, so that it can start at once."""
        wanted = (self.category, self.kind, self.questions, self.seed, self.mode)
        return bool(self.pack or self.players) or any(value is not None for value in wanted)
