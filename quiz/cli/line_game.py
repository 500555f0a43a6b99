"""The line-based front end, for pipes, screen readers and small terminals."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TextIO

from quiz import __version__
from quiz.game import answer_input, feedback, results
from quiz.game.dealer import MenuItem
from quiz.game.game import Game
from quiz.game.ladder import Lifeline
from quiz.game.ladder_steps import format_climb
from quiz.game.modes import DAILY
from quiz.game.outcome import Answer, Outcome
from quiz.game.overview import RoundNews
from quiz.game.round import Round, RoundRequest
from quiz.game.session import Phase, Session, SessionRules, SessionState
from quiz.model.pack import INPUT_KINDS, Kind
from quiz.model.question import Question
from quiz.text.answers import limit_typed
from quiz.text.english import format_count, format_number, join_words, to_sentence
from quiz.text.normalize import fold_characters
from quiz.text.safe import Text, one_line

_QUIT = "q"
_SKIP = "skip"
_HELP = "?"
_FLAG = "!"
_COPY = "c"
_MIN_COLUMNS = 20
_ACTIONS = {
    "skip": _SKIP,
    "half": "fifty",
    "swap": "swap",
    "source": "sources",
    "help": _HELP,
    "flag": _FLAG,
    "leave": _QUIT,
}
"""The word for each action of the screen, by the name that the player's own keys use."""
_KEYS = {"s": _SKIP, "h": "fifty", "w": "swap", "i": "sources", "\x1b": _QUIT}
"""The word for each key of the screen."""
_SOURCES = "sources"
_LIFELINES = {str(word): lifeline for lifeline, (word, _) in results.LIFELINE_HELP.items()}


@dataclass(frozen=True, slots=True)
class Console:
    """The streams and the clock of a game in lines."""

    lines_in: TextIO
    lines_out: TextIO
    notes: TextIO
    """The stream for what does not belong to the game."""
    clock: Callable[[], float]
    waits: bool
    """Whether a player presses Enter after each verdict."""
    columns: Callable[[], int] | None = None
    """Returns the width of the terminal; `None` if the lines go elsewhere, where they stay whole."""
    own_keys: Mapping[str, str] = field(default_factory=dict)
    """The player's own keys, by the name of the action."""
    find_todays_result: Callable[[], results.DailyResult | None] = lambda: None
    """Returns the result of today's quiz, once it was played to its end."""
    find_news: Callable[[Round], RoundNews] = lambda round_: RoundNews()
    """Returns the news of the last round, once it is saved."""

    def write_lines(self, *lines: Text) -> None:
        """Write lines of the game, on a terminal broken between words."""
        for line in lines:
            for part in self._wrap(line):
                self.lines_out.write(f"{part}\n")

    def read_word(self) -> str | None:
        """Return the next line as a word of the game, also if it is a key of the screen."""
        line = self.read_line()
        own = {key.casefold(): _ACTIONS[name] for name, key in self.own_keys.items() if name in _ACTIONS}
        return line if line is None else {**_KEYS, **own}.get(line, line)

    def read_answer(self) -> str | None:
        """Return the next line as it was typed, stripped and in one line; `None` at the end of the input."""
        self.lines_out.flush()
        line = self.lines_in.readline()
        return one_line(limit_typed(line)) if line else None

    def _wrap(self, line: Text) -> tuple[Text, ...]:
        if self.columns is None or not line:
            return (line,)
        from quiz.text.width import wrap

        label = re.match(r"(?:\d+\)|-) ", line)
        return wrap(line, max(_MIN_COLUMNS, self.columns()), len(label[0]) if label else 0)

    def write_note(self, note: Text | None) -> None:
        """Write a note, if there is one."""
        if note is not None:
            self.notes.write(f"{note}\n")

    def read_line(self) -> str | None:
        """Return the next line, stripped and folded, or `None` at the end of the input."""
        self.lines_out.flush()
        line = self.lines_in.readline()
        return fold_characters(line.strip()) if line else None


def run_line_game(game: Game, round_: Round | None, console: Console) -> None:
    """Play the round, or one that the player chooses."""
    if round_ is None:
        round_ = _choose_round(game, console)
    if round_ is None:
        return
    console.write_note(round_.notice or round_.shortfall_notice)
    if round_.request.day is not None and not round_.is_scored:
        today = console.find_todays_result()
        for line in () if today is None else (Text("Your result to share:"), *_iter_share_lines(today)):
            console.write_note(line)
    session = game.start_session(round_, console.clock())
    if round_.resumed_from is not None:
        console.write_lines(Text(f"Resumed: {feedback.format_progress(session.state)} so far."))
    while (state := session.state).phase is not Phase.FINISHED:
        if state.phase is Phase.REVEALED:
            _reveal(session, console, game)
            continue
        console.write_lines(*_iter_question_lines(state, round_.request))
        if not state.outcomes:
            console.lines_out.flush()
            console.write_note(game.prepare_recorder())  # while the player reads the question
        if state.question.kind in INPUT_KINDS:
            _handle_typed(console.read_answer(), session, console, game, round_)
        else:
            _handle_line(console.read_word(), session, console, game, round_)
    news = console.find_news(round_) if results.is_saved(session.state) else RoundNews()
    console.write_lines(Text(), *_iter_result_lines(session.state, round_, news))


def _choose_round(game: Game, console: Console) -> Round | None:
    """Show the menu until the player chooses an item; return `None` if they leave."""
    menu = game.dealer.list_menu()
    while True:
        today = console.find_todays_result()
        console.write_lines(*_iter_menu_lines(menu, today))
        word = console.read_line()
        if word is None or word == _QUIT:
            return None
        if word == _COPY and today is not None:
            console.write_lines(*_iter_share_lines(today), Text())
            continue
        round_ = _draw_by_key(word, game)
        if round_ is not None:
            console.write_lines(Text())
            return round_
        if word.isascii() and word.isdigit() and len(word) < 5 and 1 <= int(word) <= len(menu):
            console.write_lines(Text())
            return game.draw_category_round(menu[int(word) - 1].category)
        console.write_lines(Text(f"Please type a number from 1 to {len(menu)}."), Text())


def _draw_by_key(word: str, game: Game) -> Round | None:
    """Draw the round of a key of the home screen: `d` for today's quiz, `g` for the unfinished round."""
    if word == "d":
        return game.draw_category_round(None, DAILY)
    return game.find_unfinished_round() if word == "g" else None


def _iter_menu_lines(menu: tuple[MenuItem, ...], today: results.DailyResult | None) -> Iterator[Text]:
    has_many_packs = len({item.pack for item in menu if item.category is not None}) > 1
    for number, item in enumerate(menu, 1):
        pack = f" ({item.pack})" if has_many_packs and item.category is not None else ""
        yield one_line(f"{number}) {item.title}{pack}: {format_count(item.askable_count, 'question')}")
    if today is not None:
        yield Text(f"Today's quiz: {today.format_right_count()}. Type {_COPY} for your result to share.")
    yield Text(f"Type a number from 1 to {len(menu)}, or {_QUIT} to leave.")


def _iter_share_lines(result: results.DailyResult) -> Iterator[Text]:
    yield from results.format_daily_result(result, __version__)
    yield from results.format_daily_result(result, __version__, ascii_only=True)[1:]


def _iter_question_lines(state: SessionState, request: RoundRequest) -> Iterator[Text]:
    if state.number > 1:
        yield Text()
    has_total = state.lives is None or state.ladder is not None
    yield Text(f"Question {state.number} of {state.total}" if has_total else f"Question {state.number}")
    stakes = results.format_stakes(state, request.players)
    if stakes is not None:
        yield one_line(stakes)
    if state.offered_lifelines:
        words = [results.LIFELINE_HELP[lifeline][0] for lifeline in state.offered_lifelines]
        yield Text(f"Lifelines: {', '.join(words)}.")
    yield one_line(state.question.stem)
    for number, option in enumerate(state.question.options, 1):
        if number - 1 not in state.hidden_options:
            yield one_line(f"{number}) {option}")
    time = "" if state.limit_seconds is None else f" You have {_format_seconds(state.limit_seconds)}."
    if state.question.kind in INPUT_KINDS:
        yield Text(f"{answer_input.format_request(state.question)}, {_SKIP}, {_HELP} or {_QUIT}.{time}")
    else:
        yield Text(f"Type {_format_numbers(state)}, or {_HELP} for help.{time}")


def _format_numbers(state: SessionState) -> str:
    count = len(state.question.options)
    return "1 or 2" if count == 2 else f"1–{count}"


def _format_seconds(seconds: float) -> str:
    return "1 second" if seconds == 1 else f"{seconds:g} seconds"


def _handle_line(word: str | None, session: Session, console: Console, game: Game, round_: Round) -> None:
    """Pass a line to the session; the moment of its arrival decides whether it is late."""
    now, state = console.clock(), session.state
    if word is None or word == _QUIT:
        session.stop()
        return
    option = answer_input.parse_option(state.question, word)
    if option is not None:
        session.answer(state.number, Answer(option), now)
    elif word == _SKIP and state.ladder is None:
        session.skip(state.number, now)
    elif word in _LIFELINES and state.ladder is not None:
        _use_lifeline(session, _LIFELINES[word], console, game, round_)
    elif session.expire(now).phase is Phase.ASKING:
        if word == _HELP:
            _show_help(session, console, now, game.build_rules(round_.request))
        else:
            words = join_words([_format_numbers(state), *_list_other_words(state)], "or")
            console.write_lines(Text(f"Please type {words}."))


def _handle_typed(text: str | None, session: Session, console: Console, game: Game, round_: Round) -> None:
    """Pass a typed answer to the session, unless it is one of the words of the game."""
    word = None if text is None else fold_characters(text)
    if text is None or word in (_QUIT, _SKIP, _HELP, "\x1b"):
        _handle_line(_QUIT if word == "\x1b" else word, session, console, game, round_)
        return
    now, state = console.clock(), session.state
    unclear = answer_input.explain_unclear(state.question, text)
    if unclear is None:
        session.answer(state.number, Answer(text=one_line(text)), now)
    elif session.expire(now).phase is Phase.ASKING:
        console.write_lines(unclear)


def _list_other_words(state: SessionState) -> list[str]:
    """List the words that can be typed instead of an answer."""
    lifelines = [word for word, lifeline in _LIFELINES.items() if lifeline in state.offered_lifelines]
    return [*lifelines, *([] if state.ladder is not None else [_SKIP]), _HELP, _QUIT]


def _use_lifeline(session: Session, lifeline: Lifeline, console: Console, game: Game, round_: Round) -> None:
    before = session.state
    is_offered = lifeline in before.offered_lifelines
    if not is_offered or session.use_lifeline(before.number, lifeline, console.clock()) == before:
        word, _ = results.LIFELINE_HELP[lifeline]
        is_used = lifeline not in before.remaining_lifelines
        console.write_lines(Text(f"You've already used {word}." if is_used else f"No {word} here."))
    elif lifeline is Lifeline.SOURCES:
        console.write_lines(
            one_line(f"Sources of “{round_.category_title(before.question)}”:"),
            *(one_line(f"- {title}") for title in game.dealer.list_source_titles(before.question)),
        )


def _show_help(session: Session, console: Console, now: float, rules: SessionRules) -> None:
    state = session.pause(now)
    words = ", or true, t, false or f" if state.question.kind is Kind.TRUEFALSE else ""
    how = f"Type the number or letter of an option{words}"
    if state.question.kind in INPUT_KINDS:
        how = answer_input.format_request(state.question)
    console.write_lines(
        Text(f"{how}, and press Enter."),
        *filter(None, [feedback.format_input_rules(state.question)]),
        *_iter_rule_lines(state, rules),
    )
    if console.waits:
        console.write_lines(Text("Paused. Press Enter for the question."))
        _wait_for_enter(session, console)
    session.resume(console.clock())


def _iter_rule_lines(state: SessionState, rules: SessionRules) -> Iterator[Text]:
    if state.ladder is None:
        yield Text(f"{_SKIP}: next question, no points. {_QUIT}: leave the round.")
        yield feedback.format_scoring(rules)
        return
    for lifeline in state.offered_lifelines:
        word, effect = results.LIFELINE_HELP[lifeline]
        yield Text(f"{word}, once: {effect}.")
    yield Text(f"{_QUIT}: walk away with your points.")


def _reveal(session: Session, console: Console, game: Game) -> None:
    """Show the verdict, and wait for Enter."""
    state = session.state
    assert state.outcome is not None
    console.write_lines(*_iter_verdict_lines(state.outcome))
    climb = format_climb(state)
    if climb is not None:
        console.write_lines(climb)
    if console.waits:
        if state.is_last:
            prompt = f"Press Enter for the results, {_FLAG} to flag this question."
        else:
            prompt = f"Press Enter for the next question, {_FLAG} to flag this one, {_QUIT} to leave."
        console.write_lines(Text(prompt))
        while (word := _wait_for_enter(session, console)) in (_FLAG, _SOURCES, _HELP):
            console.write_lines(*_iter_lines_after_answer(str(word), state.question, game))
    session.advance(state.number, console.clock())


def _iter_lines_after_answer(word: str, question: Question, game: Game) -> Iterator[Text]:
    """Yield what a word typed after the verdict asks for."""
    if word == _FLAG:
        yield game.toggle_flag(question)
    elif word == _SOURCES:
        for citation in question.citations:
            yield from (one_line(f"{row.name}: {row.text}") for row in feedback.source_rows(citation))
    else:
        yield Text(f"Enter: continue. i: show the source. {_FLAG}: flag or unflag. {_QUIT}: leave.")


def _iter_verdict_lines(outcome: Outcome) -> Iterator[Text]:
    has_streak = outcome.streak > 1 and not outcome.question.sensitive
    streak = f", {format_number(outcome.streak)} in a row" if has_streak else ""
    points = f" {format_number(outcome.points)} points{streak}." if outcome.points else ""
    yield Text(f"{feedback.verdict_word(outcome.verdict)}{points}")
    yield one_line(f"Answer: {feedback.format_answer(outcome.question)}")
    if outcome.question.explanation:
        yield one_line(f"Why: {outcome.question.explanation}")
    for line in (feedback.find_wrong_reason(outcome), feedback.format_typed(outcome)):
        if line is not None:
            yield one_line(line)
    for source in feedback.format_sources(outcome.question):
        yield one_line(f"Source: {source}")
    if outcome.save_error is not None:
        yield feedback.format_not_saved(outcome.save_error)


def _wait_for_enter(session: Session, console: Console) -> str | None:
    """Return the next line; the end of the input and the word to leave end the round."""
    word = console.read_word()
    if word is None or word == _QUIT:
        session.stop()
    return word


def _iter_result_lines(state: SessionState, round_: Round, news: RoundNews) -> Iterator[Text]:
    """Return the results; the last line has the score."""
    request = round_.request
    ending = results.format_ending(state)
    if ending is not None:
        yield ending
    figures = (results.format_stars(state), results.format_best_streak(state))
    yield from (to_sentence(figure) for figure in figures if figure is not None)
    yield from (Text(f"Achievement: {one}.") for one in news.earned)
    yield from (Text(f"{one}.") for one in news.rises)
    if request.day is not None:
        yield from results.format_share_text(state, request.day, __version__, counts=round_.is_scored)
        yield from results.format_share_text(state, request.day, __version__, ascii_only=True)[1:]
    best = feedback.format_best_score(state)
    if best is not None:
        yield best
    if round_.rival_score is not None:
        yield results.format_challenge_result(state.score, round_.rival_score)
    if len(request.players) < 2:
        yield feedback.format_final_score(state, request.seed)
        return
    players = results.rank_players(state, request.players)
    for player in players:
        yield results.format_ranked_player(player)
    yield results.format_winner(players, request.seed)
