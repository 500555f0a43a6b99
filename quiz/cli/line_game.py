"""Play the game as lines of text: through a pipe, with a screen reader, on the smallest terminal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

from quiz import __version__
from quiz.game import answer_input, feedback, results
from quiz.game.dealer import MenuItem
from quiz.game.game import Game
from quiz.game.ladder import Lifeline
from quiz.game.outcome import Answer, Outcome
from quiz.game.round import Round, RoundRequest
from quiz.game.session import Phase, Session, SessionState
from quiz.model.pack import Kind
from quiz.text.english import format_count, join_words
from quiz.text.safe import Text, one_line
from quiz.text.width import truncate

_QUIT = "q"
_SKIP = "skip"
_HELP = "?"
_FLAG = "!"
_LIFELINES = {str(typed): lifeline for lifeline, (typed, _) in results.LIFELINE_HELP.items()}
_QUOTED_CELLS = 40


@dataclass(frozen=True, slots=True)
class Console:
    """Where lines come from and go to, and what time it is when they do."""

    lines_in: TextIO
    lines_out: TextIO
    notes: TextIO
    """Where what is not the game is said."""
    clock: Callable[[], float]
    waits: bool
    """Whether somebody sits there, who reads a verdict and presses Enter to go on."""

    def write_lines(self, *lines: Text) -> None:
        """Write lines."""
        self.lines_out.writelines(f"{line}\n" for line in lines)

    def read_line(self) -> str | None:
        """Give the next line, stripped and case-folded, or `None` at the end of the input."""
        self.lines_out.flush()
        line = self.lines_in.readline()
        return line.strip().casefold() if line else None


def run_line_game(game: Game, round_: Round | None, console: Console) -> int:
    """Play a round, or let the player choose one first, to its end; give the exit code."""
    if round_ is None:
        round_ = _chosen(game, console)
    if round_ is None:
        return 0
    if round_.notice is not None:
        console.notes.write(f"{round_.notice}\n")
    session = game.start_session(round_, console.clock())
    if round_.resumed_from is not None:
        console.write_lines(Text(f"The round goes on: {feedback.format_progress(session.state)} so far."))
    while (view := session.state).phase is not Phase.FINISHED:
        if view.phase is Phase.ASKING:
            console.write_lines(*_question(view, round_.request))
            if not view.outcomes:
                _prepare(game, console)
            _take(session, console.read_line(), console, game, round_)
        else:
            _reveal(session, console, game)
    console.write_lines(Text(), *_results(session.state, round_))
    return 0


def _prepare(game: Game, console: Console) -> None:
    """Get ready for the first answer while the question is read."""
    console.lines_out.flush()
    news = game.prepare_recorder()
    if news is not None:
        console.notes.write(f"{news}\n")


def _results(view: SessionState, round_: Round) -> Iterator[Text]:
    """Say how it went; the last line has the score."""
    order = round_.request
    ending = results.format_ending(view)
    if ending is not None:
        yield ending
    if order.day is not None:
        yield from results.format_share_text(view, order.day, __version__, counts=round_.is_scored)
        yield from results.format_share_text(view, order.day, __version__, ascii_only=True)[1:]
    best = feedback.format_best_score(view)
    if best is not None:
        yield best
    if len(order.players) < 2:
        yield feedback.format_final_score(view, order.seed)
        return
    places = results.rank_players(view, order.players)
    for place in places:
        yield results.format_ranked_player(place, view.total // len(places))
    yield results.format_winner(places, order.seed)


def _chosen(game: Game, console: Console) -> Round | None:
    """Let the player choose from the menu; `None` where they leave instead."""
    menu = game.dealer.list_menu()
    many_packs = len({entry.pack for entry in menu if entry.category is not None}) > 1
    while True:
        console.write_lines(*_menu(menu, many_packs))
        word = console.read_line()
        if word is None or word == _QUIT:
            return None
        if word.isascii() and word.isdigit() and len(word) < 5 and 1 <= int(word) <= len(menu):
            console.write_lines(Text())
            return game.draw_category_round(menu[int(word) - 1].category)
        console.write_lines(Text(f"{_quoted(word)} is no number of this list."), Text())


def _menu(menu: tuple[MenuItem, ...], many_packs: bool) -> Iterator[Text]:
    for number, entry in enumerate(menu, 1):
        pack = f" ({entry.pack})" if many_packs and entry.category is not None else ""
        yield one_line(f"{number}) {entry.title}{pack}: {format_count(entry.askable_count, 'question')}")
    yield Text(f"Type a number from 1 to {len(menu)}, or {_QUIT} to leave.")


def _question(view: SessionState, order: RoundRequest) -> Iterator[Text]:
    if view.number > 1:
        yield Text()
    total = f" of {view.total}" if view.lives is None or view.ladder else ""
    yield Text(f"Question {view.number}{total}")
    before = results.format_stakes(view, order.players)
    if before is not None:
        yield one_line(before)
    yield one_line(view.question.stem)
    for number, option in enumerate(view.question.options, 1):
        if number - 1 not in view.hidden_options:
            yield one_line(f"{number}) {option}")
    time = "" if view.limit_seconds is None else f" You have {_seconds(view.limit_seconds)}."
    yield Text(f"Type {_answers(view)}, or {_HELP} for help.{time}")


def _answers(view: SessionState) -> str:
    count = len(view.question.options)
    return "1 or 2" if count == 2 else f"1 to {count}"


def _seconds(seconds: float) -> str:
    return "1 second" if seconds == 1 else f"{seconds:g} seconds"


def _take(session: Session, word: str | None, console: Console, game: Game, round_: Round) -> None:
    """Do what a line says; whether it came too late is judged by the moment it arrived."""
    now = console.clock()
    number, question = session.state.number, session.state.question
    if word is None or word == _QUIT:
        session.stop()
        return
    option = answer_input.parse_option(question, word)
    if option is not None:
        session.answer(number, Answer(option), now)
    elif word == _SKIP and session.state.ladder is None:
        session.skip(number, now)
    elif word in _LIFELINES and session.state.ladder is not None:
        _get_help(session, _LIFELINES[word], console, game, round_)
    elif session.expire(now).phase is Phase.ASKING:
        if word == _HELP:
            _help(session, console, now)
        else:
            known = join_words([_answers(session.state), *_other_words(session.state)], "or")
            console.write_lines(Text(f"{_quoted(word)} is no answer here: type {known}."))


def _other_words(view: SessionState) -> list[str]:
    """Give what may be typed in place of an answer."""
    lifelines = [typed for typed, lifeline in _LIFELINES.items() if lifeline in view.remaining_lifelines]
    return [*lifelines, *([] if view.ladder is not None else [_SKIP]), _HELP, _QUIT]


def _get_help(session: Session, lifeline: Lifeline, console: Console, game: Game, round_: Round) -> None:
    """Give a help, once; the question is shown again."""
    before = session.state
    if session.use_lifeline(before.number, lifeline, console.clock()) == before:
        console.write_lines(
            Text(f"There is no {_quoted(results.LIFELINE_HELP[lifeline][0])} left for this question.")
        )
    elif lifeline is Lifeline.SOURCES:
        question = before.question
        console.write_lines(
            one_line(f"The questions of “{round_.category_title(question)}” are drawn from:"),
            *(one_line(f"- {source}") for source in game.dealer.list_source_titles(question)),
        )


def _help(session: Session, console: Console, now: float) -> None:
    view = session.pause(now)
    words = ", or true, t, false or f" if view.question.kind is Kind.TRUEFALSE else ""
    console.write_lines(
        Text(f"Type the number or the letter of an option{words}, and press Enter."),
        *_rules_told(view),
    )
    if console.waits:
        console.write_lines(Text("The clock stands still. Press Enter for the question."))
        _wait(session, console)
    session.resume(console.clock())


def _rules_told(view: SessionState) -> Iterator[Text]:
    if view.ladder is None:
        yield Text(f"{_SKIP} passes the question by, {_QUIT} ends the round.")
        yield feedback.SCORING
        return
    for lifeline in view.remaining_lifelines:
        typed, does = results.LIFELINE_HELP[lifeline]
        yield Text(f"{typed}, once, {does}.")
    yield Text(f"{_QUIT} walks away with what you have.")


def _reveal(session: Session, console: Console, game: Game) -> None:
    view = session.state
    assert view.outcome is not None
    console.write_lines(*_verdict(view.outcome))
    if console.waits:
        next_, end = ("the results", "") if view.is_last else ("the next question", f", {_QUIT} to end")
        console.write_lines(Text(f"Press Enter for {next_}, {_FLAG} if this question is wrong{end}."))
        while _wait(session, console) == _FLAG:
            console.write_lines(feedback.format_flagged(game.flag_question(view.question)))
    session.advance(view.number, console.clock())


def _verdict(outcome: Outcome) -> Iterator[Text]:
    streak = f", {outcome.streak} in a row" if outcome.streak > 1 and not outcome.question.sensitive else ""
    earned = f" {outcome.points} points{streak}." if outcome.points else ""
    yield Text(f"{feedback.verdict_word(outcome.verdict)}{earned}")
    yield one_line(f"Answer: {feedback.format_answer(outcome.question)}")
    yield one_line(f"Why: {outcome.question.explanation}")
    for source in feedback.format_sources(outcome.question):
        yield one_line(f"Source: {source}")
    if outcome.save_error is not None:
        yield feedback.format_not_saved(outcome.save_error)


def _wait(session: Session, console: Console) -> str | None:
    """Wait for Enter, and give what was typed; the end of the input or a word to leave ends the round."""
    word = console.read_line()
    if word is None or word == _QUIT:
        session.stop()
    return word


def _quoted(word: str) -> str:
    return f"“{truncate(Text(word), _QUOTED_CELLS)}”" if word else "An empty line"
