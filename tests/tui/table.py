"""A game on the table: questions made by hand, a clock that a test moves, and an app to play it in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quiz.core.model import Citation, Kind, Question, Section, Source, Trust
from quiz.core.session import Rules, Session
from quiz.game import Entry, Order, Round
from quiz.text.safe import Text

HERO = Text("“Hero” by Enrique Iglesias")
ENCYCLOPEDIA = Source(
    "wiki",
    Text("Hero (Enrique Iglesias song)"),
    publisher=Text("Wikipedia"),
    kind=Text("encyclopedia article"),
    date=Text("2024"),
    url=Text("https://en.wikipedia.org/wiki/Hero_(Enrique_Iglesias_song)"),
    trust=Trust.MIDDLING,
    licence=Text("CC BY-SA 4.0"),
    sections=(Section(Text("Music videos"), 11, 13),),
)
STORIES = Source("songfacts", Text("Hero by Enrique Iglesias"), publisher=Text("Songfacts"))


@dataclass
class Hand:
    """A clock whose hand a test moves."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def choice(
    fact: str, stem: str, options: Sequence[str], key: int, explanation: str, *citations: Citation
) -> Question:
    """Make a choice question about the video."""
    return Question(
        id=f"hero/{fact}/choice@7",
        pack="hero",
        fact=fact,
        category="video",
        kind=Kind.CHOICE,
        stem=Text(stem),
        options=tuple(Text(option) for option in options),
        key=key,
        explanation=Text(explanation),
        citations=citations or (Citation(ENCYCLOPEDIA, 12, 12, Text("Music videos, paragraph 12")),),
        answer=Text(options[key]),
    )


DIRECTOR = choice(
    "director",
    "Who directed the video for “Hero”?",
    ("Dave Meyers", "Joseph Kahn", "Francis Lawrence", "Marc Webb"),
    1,
    "Joseph Kahn directed the video for “Hero”.",
    Citation(ENCYCLOPEDIA, 12, 12, Text("Music videos, paragraph 12")),
    Citation(STORIES, 10, 11, Text("paragraphs 10-11")),
)
YEAR = replace(
    DIRECTOR,
    id="hero/year/truefalse@7",
    fact="year",
    kind=Kind.TRUEFALSE,
    stem=Text("The video was filmed in the Mojave Desert."),
    options=(Text("True"), Text("False")),
    key=0,
    explanation=Text("It was filmed at Amboy, in the Mojave Desert."),
)
MARKUP = choice(
    "markup",
    "What is [/] here, and list[int], and [@click=app.quit]x[/]?",
    ("[/]", "list[int]", "[@click=app.quit]x[/]", "[$primary]z " + "long " * 60),
    2,
    "It is [@click=app.quit]x[/], not [/] and not list[int]; 漢字は広い and مرحبا بالعالم stand too.",
    Citation(Source("s[/]", Text("A [/] source")), 1, 1, Text("[/], paragraph 1")),
)
THREE = (
    DIRECTOR,
    YEAR,
    choice(
        "town",
        "In which former railway town in the Mojave Desert, whose motel and café stand on the old Route 66, "
        "were scenes of the video filmed?",
        ("Amboy", "Bagdad", "Calico", "Kelso"),
        0,
        "Scenes were filmed at Amboy, in the Mojave Desert, and outside Desert Hot Springs; the church and "
        "the filling station that are seen in it stand there to this day.",
    ),
)


class Table:
    """Deals what it was given."""

    def __init__(self, questions: Sequence[Question] = THREE, rules: Rules | None = None) -> None:
        self.order = Order(category="video", seed=7, length=len(questions))
        self.rules = rules or Rules(limit=20.0, guard=0.15)
        self._questions = tuple(questions)
        self.dealt: list[str | None] = []

    def menu(self) -> tuple[Entry, ...]:
        counts = (
            ("video", "The video", 42),
            ("release", "Release and reception", 12),
            ("charts", "Charts", 31),
        )
        entries = [Entry(f"hero/{name}", Text(title), HERO, count) for name, title, count in counts]
        return (Entry(None, Text("Everything"), HERO, 85), *entries)

    def deal(self, category: str | None = None) -> Round:
        self.dealt.append(category)
        return Round(self._questions, Text("The video"), self.order)

    def again(self, earlier: Round) -> Round:
        return replace(earlier, order=replace(earlier.order, seed=8))

    def repeat(self, earlier: Round, questions: Sequence[Question]) -> Round:
        return Round(
            tuple(questions), earlier.title, replace(earlier.order, length=len(questions), seed=None)
        )

    def session(self, round_: Round, now: float) -> Session:
        return Session(round_.questions, self.rules, now)

    def title(self, category: str | None) -> Text:
        return Text("The video" if category == "hero/video" else "Everything")
