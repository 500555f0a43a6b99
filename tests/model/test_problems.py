"""Problems, collected and shown in a line."""

from quiz.model.errors import PackError, QuizError, UsageError
from quiz.model.location import Location
from quiz.model.problems import Problem, ProblemCollector
from quiz.model.rules import Severity
from quiz.text.safe import Text


def test_problems_come_in_the_order_of_their_places() -> None:
    problems = ProblemCollector()
    problems.report("unknown-field", Location(Text("b.yaml"), 1, 1), "unknown key")
    problems.report("duplicate-id", Location(Text("a.yaml"), 9, 1), "said twice")
    problems.report("missing-field", Location(Text("a.yaml"), 2, 5), "no citation")

    assert [problem.rule for problem in problems] == ["missing-field", "duplicate-id", "unknown-field"]


def test_problems_at_one_place_need_no_order_of_their_own() -> None:
    problems = ProblemCollector()
    place = Location(Text("a.yaml"))
    problems.report("syntax", place, "said")
    problems.report("syntax", place, "said", help="do this")

    assert len(list(problems)) == len(problems) == 2


def test_problems_are_told_apart_by_severity() -> None:
    problems = ProblemCollector()
    assert problems.report("syntax", Location(Text("a.yaml")), "one") is Severity.ERROR
    assert problems.report("claim-unspoken", Location(Text("a.yaml")), "two") is Severity.WARNING

    assert [problem.rule for problem in problems.with_severity(Severity.ERROR)] == ["syntax"]
    assert [problem.rule for problem in problems.with_severity(Severity.WARNING)] == ["claim-unspoken"]
    assert problems.with_severity(Severity.HINT) == ()


def test_what_an_author_wrote_cannot_speak_to_the_terminal() -> None:
    problems = ProblemCollector()
    problems.report("unknown-field", Location(Text("a.yaml")), "unknown key “\x1b[2J”", help="\x9b2J")

    (problem,) = problems
    assert "\x1b" not in problem.message
    assert problem.help is not None
    assert "\x9b" not in problem.help


def test_a_problem_in_a_line_says_where_and_what_and_what_to_do() -> None:
    place = Location(Text("a.yaml"), 4, 3)
    problem = Problem(
        "unknown-field", Severity.ERROR, Text("unknown key"), place, Text("did you mean “fact”?")
    )

    assert str(problem) == "a.yaml:4:3: error: unknown key (did you mean “fact”?)"


def test_what_a_person_can_mend_is_one_family() -> None:
    assert issubclass(UsageError, QuizError)
    assert issubclass(PackError, QuizError)
