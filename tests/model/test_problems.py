"""Findings and problems: order, severity, safe text, scopes."""

from quiz.model.errors import PackError, QuizError, UsageError
from quiz.model.location import Location
from quiz.model.problems import EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule, Severity
from quiz.text.safe import Text

PLACE = Location(Text("a.yaml"))


def test_problems_are_in_order_of_location() -> None:
    problems = ProblemCollector()
    problems.report(Finding(Rule.UNKNOWN_FIELD, "unknown field"), Location(Text("b.yaml"), 1, 1))
    problems.report(Finding(Rule.DUPLICATE_ID, "said twice"), Location(Text("a.yaml"), 9, 1))
    problems.report(Finding(Rule.MISSING_FIELD, "no citation"), Location(Text("a.yaml"), 2, 5))

    assert [problem.rule for problem in problems] == [
        Rule.MISSING_FIELD,
        Rule.DUPLICATE_ID,
        Rule.UNKNOWN_FIELD,
    ]


def test_problems_at_one_location_can_be_sorted() -> None:
    problems = ProblemCollector()
    problems.report(Finding(Rule.SYNTAX, "said"), PLACE)
    problems.report(Finding(Rule.SYNTAX, "said", "do this"), PLACE)
    problems.report(Finding(Rule.BAD_DATE, "said"), PLACE)

    assert [problem.rule for problem in problems] == [Rule.BAD_DATE, Rule.SYNTAX, Rule.SYNTAX]
    assert len(problems) == 3


def test_problem_has_severity_of_its_rule() -> None:
    problems = ProblemCollector()
    problems.report(Finding(Rule.CLAIMANT_NOT_NAMED, "one"), PLACE)
    problems.report(Finding(Rule.SYNTAX, "two"), PLACE)

    assert [(problem.severity, problem.is_error) for problem in problems] == [
        (Severity.WARNING, False),
        (Severity.ERROR, True),
    ]


def test_problem_names_its_entry() -> None:
    problems = ProblemCollector()
    problems.report(Finding(Rule.BAD_DATE, "no date"), PLACE, EntryRef(question="q"))

    (problem,) = problems
    assert (problem.fact, problem.question) == (None, "q")


def test_text_of_author_cannot_control_terminal() -> None:
    problems = ProblemCollector()
    problems.report(Finding(Rule.UNKNOWN_FIELD, "unknown field “\x1b[2J”", "\x9b2J"), PLACE)

    (problem,) = problems
    assert "\x1b" not in problem.message
    assert problem.help is not None
    assert "\x9b" not in problem.help


def test_problem_as_text_has_location_message_and_advice() -> None:
    problems = ProblemCollector()
    finding = Finding(Rule.UNKNOWN_FIELD, "unknown field", "did you mean “fact”?")
    problems.report(finding, Location(Text("a.yaml"), 4, 3))

    assert list(map(str, problems)) == ["a.yaml:4:3: error: unknown field (did you mean “fact”?)"]


def test_errors_of_users_are_one_family() -> None:
    assert issubclass(UsageError, QuizError)
    assert issubclass(PackError, QuizError)


def test_error_counts_in_innermost_scope_only() -> None:
    problems = ProblemCollector()
    with problems.scope() as table:
        with problems.scope() as row:
            problems.report(Finding(Rule.BAD_CITATION, "“x” is not a citation"), PLACE)
        assert (row.has_errors, table.has_errors) == (True, False)
        problems.report(Finding(Rule.CLAIMANT_NOT_NAMED, "a warning"), PLACE)
        assert not table.has_errors
        problems.mark_error()
    problems.report(Finding(Rule.SYNTAX, "after the scope"), PLACE)

    assert table.has_errors
    assert len(problems) == 3
