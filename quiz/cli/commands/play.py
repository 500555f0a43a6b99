"""`quiz` without a command: a game, on the whole screen or in lines of text."""

import gc
import os
import sys
from collections.abc import Sequence
from functools import partial
from shutil import get_terminal_size
from time import monotonic
from typing import NamedTuple

from quiz import __version__
from quiz.cli import startup, streams
from quiz.cli.exit_code import ExitCode
from quiz.cli.option_types import choice_type, int_type, parse_players, parse_seconds
from quiz.cli.output import print_lines, print_stderr
from quiz.cli.parser import CommandParser, add_selection_options
from quiz.cli.services import build_dealer, build_loader, show_reading_progress, utc_now
from quiz.game.clock import PlayClock, regular_readings
from quiz.game.game import Game
from quiz.game.modes import CLASSIC, MODES, Mode, RoundOption
from quiz.game.overview import RoundNews
from quiz.game.round import Round, RoundRequest
from quiz.game.session import SessionRules
from quiz.history.profile import PlayerProfile, load_profile
from quiz.model.errors import UsageError
from quiz.model.loading import PackLoader
from quiz.model.pack import INPUT_KINDS, Kind
from quiz.text.english import format_count, join_words, to_sentence
from quiz.text.safe import Text

GUARD_SECONDS = 0.15
"""Time to see a question; a key that is pressed earlier was meant for something else."""
_MARKS = "✓✗–"
_QUESTIONS_PER_PLAYER = 5


class PlayOptions(NamedTuple):
    """The options of a game; a named tuple, which takes less time to define than a dataclass."""

    packs: Sequence[str] = ()
    categories: Sequence[str] = ()
    kind: Kind | None = None
    questions: int | None = None
    time: float | None = None
    seed: int | None = None
    mode: Mode | None = None
    players: tuple[Text, ...] = ()
    plain: bool = False
    resume: bool = False
    keep_history: bool = True
    challenge: str | None = None

    @property
    def selects_round(self) -> bool:
        """Whether any option selects a round, so that the game starts without the home screen."""
        selection = (self.kind, self.questions, self.seed, self.mode, self.challenge)
        has_names = bool(self.packs or self.categories or self.players)
        return has_names or any(value is not None for value in selection)


class GameSetup(NamedTuple):
    """A game, with what must be closed after it."""

    game: Game
    profile: PlayerProfile
    loader: PackLoader

    def close(self) -> None:
        """Save the answers that are not saved yet and the cache of packs, and report a failure."""
        if error := self.profile.recorder.close():
            print_stderr(f"quiz: some answers were not saved: {error}")
        if self.profile.store is not None and (notice := self.profile.store.take_notice()):
            print_stderr(to_sentence(notice))
        self.loader.close()


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of a game."""
    add_selection_options(parser)
    parser.add_argument(
        "--questions",
        metavar="N",
        type=int_type("--questions", minimum=1),
        help="questions per round (default: 10)",
    )
    parser.add_argument(
        "--time",
        metavar="SECONDS",
        type=parse_seconds,
        help="seconds per question, 0 for no clock (default: 20)",
    )
    parser.add_argument(
        "--seed", metavar="N", type=int_type("--seed"), help="replay a round; the results show its seed"
    )
    parser.add_argument(
        "--mode",
        metavar="MODE",
        type=choice_type("--mode", MODES, MODES.__getitem__),
        help="game mode: ladder, daily, practice …",
    )
    parser.add_argument(
        "--players",
        metavar="NAMES",
        type=parse_players,
        default=(),
        help="two to eight players who take turns: Ana,Ben",
    )
    parser.add_argument("--challenge", metavar="CODE", help="play a friend's round and beat the score")
    parser.add_argument("--plain", action="store_true", help="play in lines of text, as for a screen reader")
    parser.add_argument("--resume", action="store_true", help="resume the last round")
    parser.add_argument("--no-history", dest="keep_history", action="store_false", help="play without saving")
    parser.add_argument("--version", action="version", version=f"quiz {__version__}", help="show the version")


def run(options: PlayOptions) -> int:
    """Play the selected round, or show the categories first."""
    _check_options(options)
    is_interactive = streams.is_terminal(sys.stdin)
    with startup.paused_garbage_collection():
        if streams.has_screen(os.environ) and not options.plain and _can_use_screen():
            return _play_on_screen(options)
        return _play_in_lines(options, is_interactive=is_interactive)


def _can_use_screen() -> bool:
    """Return whether this Python has all modules of the screen, such as `termios`; report a missing one."""
    startup.check_textual_variables(os.environ)  # Textual reads them when it is imported
    startup.load_asyncio()
    try:
        import quiz.tui.run  # noqa: F401 - imported to find out
    except ImportError as error:
        print_stderr(f"The game is in lines of text, because the screen can't be used: {error}.")
        return False
    return True


def _play_on_screen(options: PlayOptions) -> int:
    setup = prepare_game(options, GUARD_SECONDS)
    try:
        from quiz.cli.app_services import build_app_services
        from quiz.tui.app import QuizApp
        from quiz.tui.run import run_app

        round_, warnings = _start(setup, options)
        game, profile = setup.game, setup.profile
        ascii_only = not streams.can_show(_MARKS, os.environ)
        services = build_app_services(game, profile, ascii_only=ascii_only)
        clock = PlayClock(monotonic)
        app = QuizApp(game, round_, clock=clock, services=services, ascii_only=ascii_only, notices=warnings)
        code = run_app(app)
        if app.is_web:  # its history ends with the session
            return code
        if code != ExitCode.HANGUP:
            print_lines(app.copied_result)
        if app.has_unfinished_round:
            print_stderr("To resume this round: quiz --resume")
        return code
    finally:
        setup.close()


def _play_in_lines(options: PlayOptions, *, is_interactive: bool) -> ExitCode:
    from quiz.cli.daily_share import find_todays_result
    from quiz.cli.line_game import Console, run_line_game

    if options.time is None and not is_interactive:
        options = options._replace(time=0.0)
    setup = prepare_game(options, guard_seconds=0)
    try:
        round_, _ = _start(setup, options)
        gc.enable()
        clock = PlayClock(monotonic)
        console = Console(
            streams.or_empty(sys.stdin),
            streams.or_empty(sys.stdout),
            streams.or_empty(sys.stderr),
            clock if is_interactive else monotonic,
            waits=is_interactive,
            columns=_terminal_columns if streams.is_terminal(sys.stdout) else None,
            own_keys=setup.profile.settings.keys,
            find_todays_result=partial(find_todays_result, setup.profile),
            find_news=partial(_find_news, setup),
        )
        with regular_readings(clock):
            run_line_game(setup.game, round_, console)
        return ExitCode.OK
    finally:
        setup.close()


def _find_news(setup: GameSetup, round_: Round) -> RoundNews:
    from quiz.cli.round_news import find_news  # needed after a round

    return find_news(setup.game, setup.profile, round_)


def _terminal_columns() -> int:
    return get_terminal_size().columns


def prepare_game(options: PlayOptions, guard_seconds: float) -> GameSetup:
    """Build the game from the parsed options; packs are loaded later."""
    profile = load_profile(os.environ, utc_now, keeps_history=options.keep_history)
    settings = profile.settings
    loader = build_loader(options.packs, is_cached=options.keep_history)
    request = _build_round_request(options, profile)
    rules = SessionRules(settings.time or None, guard_seconds, settings.streak_bonus)
    game = Game(build_dealer(loader), request, rules, profile.recorder, seen=profile.seen.seen_counts)
    return GameSetup(game, profile, loader)


def draw_first_round(game: Game, options: PlayOptions) -> Round | None:
    """Draw the selected round; if none is selected, list the menu and return `None`."""
    if options.resume:
        round_ = game.find_unfinished_round()
        if round_ is None:
            raise UsageError("there is no round to resume")
        return round_
    if options.challenge is not None:
        from quiz.game.challenger import draw_challenge

        return draw_challenge(game, options.challenge)
    if options.selects_round:
        return game.draw_round()
    game.dealer.list_menu()
    return None


def _start(setup: GameSetup, options: PlayOptions) -> tuple[Round | None, list[Text]]:
    """Draw the first round, and return it with the warnings that were printed."""
    with show_reading_progress(options.packs):
        round_ = draw_first_round(setup.game, options)
    warnings = [*setup.profile.warnings, *setup.game.dealer.warnings]
    if round_ is not None and options.seed is not None:
        seed_notice = setup.game.seed_notice(round_)
        warnings += [] if seed_notice is None else [seed_notice]
    print_stderr(*warnings)
    return round_, warnings


def _build_round_request(options: PlayOptions, profile: PlayerProfile) -> RoundRequest:
    """Build the request; unset options come from the settings."""
    length = options.questions
    if length is None:
        player_count = len(options.players)
        length = _QUESTIONS_PER_PLAYER * player_count if player_count else profile.settings.questions
    return RoundRequest(
        tuple(options.categories),
        options.kind,
        length,
        options.seed,
        options.mode or CLASSIC,
        options.time,
        options.players,
        excluded_ids=profile.seen.flagged_ids,
    )


def _check_options(options: PlayOptions) -> None:
    """Raise `UsageError` for options that don't go together."""
    values = {
        RoundOption.CATEGORY: options.categories or None,
        RoundOption.KIND: options.kind,
        RoundOption.QUESTIONS: options.questions,
        RoundOption.TIME: options.time,
        RoundOption.SEED: options.seed,
        RoundOption.PLAYERS: options.players or None,
    }
    chosen = [option for option, value in values.items() if value is not None]
    if options.resume and (chosen or options.mode is not None or not options.keep_history):
        raise UsageError("--resume can only be combined with --pack and --plain")
    if options.challenge is not None and (chosen or options.mode is not None or options.resume):
        raise UsageError("--challenge can only be combined with --pack, --no-history and --plain")
    mode = options.mode or CLASSIC
    for option in [*chosen, *([RoundOption.PACK] if options.packs else [])]:
        if option not in mode.options:
            allowed = join_words([f"--{option.value}" for option in RoundOption if option in mode.options])
            raise UsageError(
                f"--mode {mode.name} can't be combined with --{option.value}, only with {allowed}"
            )
    if options.kind in INPUT_KINDS and not mode.allows_input:
        raise UsageError(f"--mode {mode.name} has only questions with options, so no --kind {options.kind}")
    player_count = len(options.players)
    if player_count and options.questions is not None and options.questions % player_count:
        fewer = max(player_count, options.questions - options.questions % player_count)
        raise UsageError(
            f"{format_count(options.questions, 'question')} can't be shared equally "
            f"by {player_count} players. "
            f"Use --questions {fewer} or {fewer + player_count}."
        )
