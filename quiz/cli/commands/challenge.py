"""`quiz challenge`: a code of the last round, for friends."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.cli.commands.play import PlayOptions, prepare_game
from quiz.cli.output import print_lines, print_stderr
from quiz.cli.parser import CommandParser, add_pack_option
from quiz.game.challenger import make_challenge
from quiz.model.errors import QuizError, UsageError
from quiz.text.english import format_number


@dataclass(frozen=True, slots=True)
class ChallengeOptions:
    """The options of `quiz challenge`."""

    packs: Sequence[str]


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz challenge`."""
    add_pack_option(parser)


def run(options: ChallengeOptions) -> None:
    """Print the code of the last finished round."""
    setup = prepare_game(PlayOptions(packs=options.packs), guard_seconds=0)
    try:
        store = setup.profile.store
        finished = None if store is None else store.read(lambda store: store.find_last_finished())
        if finished is None:
            raise UsageError("there is no finished round yet. Play one, then make a challenge of it")
        started, score = finished
        try:
            round_ = setup.game.redraw_finished(started)
        except QuizError as error:
            raise UsageError(f"can't make a challenge of your last round: {error}") from error
        code = make_challenge(setup.game, round_, score)
        if code is None:
            raise UsageError("can't make a challenge of your last round: others would get other questions")
        print_lines([code])
        points = format_number(score)
        print_stderr(f"{round_.title}: {points} points. Your friend plays it with: quiz --challenge CODE")
    finally:
        setup.close()
