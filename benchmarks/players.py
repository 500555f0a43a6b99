"""Success of players without knowledge, by category of the built-in packs.

    .venv/bin/python benchmarks/players.py --seeds 20
    .venv/bin/python benchmarks/players.py --only elements --every-player

A player knows only the spelling, the form or the fame of the options, picks the one most like the others, or
remembers which texts were wrong before and never right. Most are attacks of `quiz audit`. The table has the
best player of each sort. A share in bold is more than 5 points above chance, and surely above chance; a share
with a question mark is from too few facts for a verdict.
"""

import argparse
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from figures import mark_over

from quiz.audit.attacks import ATTACKS, score_attack, shared_letters
from quiz.audit.intervals import GuessCounter
from quiz.audit.option_sets import OptionSetBuilder
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.spelling import measure_fit
from quiz.model.pack import Kind, Pack
from quiz.model.question import Question, QuestionOrigin
from quiz.packs.library import list_builtin_packs, load_pack, pack_name
from quiz.text.normalize import fold

ALLOWED_ABOVE_CHANCE = 0.05
LETTERS, MEMORY, STATEMENTS = "shared letters", "remembers wrong texts", "spelling of statements"
PLAYERS = {
    "spelling": ("spelling", "worst spelling", LETTERS),
    "form": ("longest", "shortest", "odd form", "usual form", "roundest"),
    "fame": ("best known", "least known"),
    "most central": ("centroid", "convergence", "middle"),
}
"""The attacks of each player."""


class OptionTexts(NamedTuple):
    """The folded texts that were right, and where each text was wrong."""

    right: set[str]
    wrong: dict[str, set[str]]

    def is_only_wrong(self, text: str) -> bool:
        """Return whether a text is wrong under several sentences and never right."""
        return fold(text) not in self.right and len(self.wrong.get(fold(text), ())) > 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20, help="seeds of the questions (default: 20)")
    parser.add_argument("--only", metavar="PACK", help="the only pack to measure")
    parser.add_argument("--every-player", action="store_true", help="a row for every player")
    options = parser.parse_args()
    print("| pack | category | player | right | chance | questions |\n|---|---|---|---|---|---|")
    for path in list_builtin_packs():
        if options.only in (None, pack_name(path)):
            pack = load_pack(path).pack
            assert pack is not None
            for row in measure(pack, options.seeds, is_every=options.every_player):
                print(row)


def measure(pack: Pack, seeds: int, *, is_every: bool = False) -> Iterator[str]:
    """Yield the rows of a pack's table."""
    maker = QuestionMaker(pack)
    made = (maker.iter_questions(seed, is_every_kind=True) for seed in range(seeds))
    questions = [question for each in made for question in each if question.options]
    texts = collect_texts(pack, questions)
    for category in pack.categories:
        own = [question for question in questions if question.category == category.name]
        guesses = dict(iter_guesses(pack, own, texts))
        for player, attacks in {**PLAYERS, MEMORY: (MEMORY,), STATEMENTS: (STATEMENTS,)}.items():
            rates = [(name, guesses[name].rate()) for name in attacks if name in guesses]
            excess = sorted(rates, key=lambda each: (each[1].chance or 0) - (each[1].hit or 0))
            for name, rate in excess if is_every else excess[:1]:
                hit, chance = rate.hit or 0.0, rate.chance or 0.0
                is_over = hit > chance + ALLOWED_ABOVE_CHANCE
                is_sure = is_over and (rate.low or 0.0) > chance
                cells = (pack.name, category.name, player if name == player else f"{player}: {name}")
                share = mark_over(f"{hit:.1%}", is_over=is_sure) + " ?" * (is_over and not is_sure)
                figures = (share, f"{chance:.1%}", f"{rate.n:,}")
                yield f"| {' | '.join((*cells, *figures))} |"


def collect_texts(pack: Pack, questions: Sequence[Question]) -> OptionTexts:
    """Collect the right and the wrong texts of the questions that are made of facts, except of numbers."""
    builder, texts = OptionSetBuilder(pack), OptionTexts(set(), {})
    facts = {fact.id: fact for fact in pack.facts}
    for question in questions:
        if question.kind is Kind.TRUEFALSE:
            continue
        texts.right.add(fold(question.options[question.key]))
        if question.origin is QuestionOrigin.FACT and builder.build(question).sizes is None:
            sentence = facts[question.fact].sentence.replace(question.answer, "")
            for number, option in enumerate(question.options):
                if number != question.key:
                    texts.wrong.setdefault(fold(option), set()).add(sentence)
    return texts


def iter_guesses(
    pack: Pack, questions: Sequence[Question], texts: OptionTexts
) -> Iterator[tuple[str, GuessCounter]]:
    """Yield the guesses of each attack at the questions."""
    builder = OptionSetBuilder(pack)
    choices = [question for question in questions if question.kind is not Kind.TRUEFALSE]
    sets = [(question, builder.build(question)) for question in choices]
    attacks = {
        **ATTACKS,
        LETTERS: shared_letters,
        MEMORY: lambda options: [-texts.is_only_wrong(text) for text in options.texts],
    }
    for name, attack in attacks.items():
        counter, count = GuessCounter(), 0
        for question, options in sets:
            share = score_attack(attack, options, question.key)
            if share is not None:
                counter.add(question.fact, share, 1 / len(options.texts))
                count += 1
        if count:
            yield name, counter
    if statements := list(iter_statement_fits(builder, questions)):
        yield STATEMENTS, guess_statements(statements)


def iter_statement_fits(
    builder: OptionSetBuilder, questions: Sequence[Question]
) -> Iterator[tuple[Question, float]]:
    """Yield the statements with how well the letters of their value fit the other names."""
    for question in questions:
        proof = next(iter(question.proofs), None)
        if question.kind is Kind.TRUEFALSE and proof is not None:
            text = proof.value or question.answer
            names = [name for name in builder.list_names(question) if fold(text) != fold(name)]
            yield question, measure_fit(text, names)


def guess_statements(statements: Sequence[tuple[Question, float]]) -> GuessCounter:
    """Guess that the statements with the better fits are true."""
    middle = median(fit for _, fit in statements)
    counter = GuessCounter()
    for question, fit in statements:
        hit = 0.5 if fit == middle else float((fit > middle) == (question.key == 0))
        counter.add(question.fact, hit, 0.5)
    return counter


if __name__ == "__main__":
    main()
