"""The pages of `quiz rule`: why a problem matters, what to do, a bad and a good example.

The pages are in `rules/`, one YAML file for each group. An example that consists of commands, each after
`$ `, changes a folder `rivers` with a pack that has no problems; any other is a pack or a part of one.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import dedent, indent, wrap
from typing import NamedTuple

from quiz.model.problems import Problem, ProblemCollector
from quiz.model.rules import Rule, RuleGroup, rules_in_group
from quiz.packs.syntax import parse
from quiz.packs.syntax.nodes import MappingNode, ScalarNode, TextFile
from quiz.text.english import to_sentence
from quiz.text.safe import Text

_WIDTH = 79
_FOLDER = Path(__file__).parent / "rules"


class RulePage(NamedTuple):
    """The explanation of a rule."""

    why: str
    fix: str
    bad: str
    good: str


def load_rule_pages(group: RuleGroup) -> dict[str, RulePage]:
    """Load the pages of a group by the codes of the rules."""
    file = parse.read_yaml_file(_FOLDER / f"{group.name.casefold()}.yaml", ProblemCollector())
    if file is None:
        return {}
    nodes = file.root.values.items()
    return {code: _to_page(node, file.file) for code, node in nodes if isinstance(node, MappingNode)}


def format_rule(rule: Rule) -> Iterator[Text]:
    """Format the page of a rule."""
    page = load_rule_pages(rule.group)[rule.code]
    yield Text(f"{rule.code}: {rule.severity}")
    yield from _wrap(to_sentence(rule.meaning))
    yield from _wrap(f"Why it matters: {page.why}")
    yield from _wrap(f"What to do: {page.fix}")
    for title, example in (("Bad", page.bad), ("Good", page.good)):
        yield Text(f"\n{title}:\n\n{indent(example.rstrip(), '    ')}")


def add_advice(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Add the advice of the rule’s page to problems without their own."""
    pages: dict[RuleGroup, dict[str, RulePage]] = {}
    for problem in problems:
        if problem.help is not None:
            yield problem
            continue
        group = problem.rule.group
        if group not in pages:
            pages[group] = load_rule_pages(group)
        first = pages[group][problem.rule.code].fix.partition(". ")[0].rstrip(".")
        yield problem._replace(help=Text(f"{first}."))


def format_rule_list() -> Iterator[Text]:
    """Format the list of all rules by group."""
    for group in RuleGroup:
        yield Text(f"{group.value}\n")
        for rule in rules_in_group(group):
            line = f"{rule.code} ({rule.severity}): {rule.meaning}"
            yield Text("\n".join(wrap(line, _WIDTH, initial_indent="  ", subsequent_indent="      ")))
        yield Text()
    yield Text("quiz rule NAME explains one of them with a bad and a good example.")


def _to_page(node: MappingNode, file: TextFile) -> RulePage:
    fields = node.values.items()
    return RulePage(
        **{name: _read_lines(value, file) for name, value in fields if isinstance(value, ScalarNode)}
    )


def _read_lines(scalar: ScalarNode, file: TextFile) -> str:
    """Return a text, with the lines of a literal block as they are in the file."""
    if scalar.style != "|":
        return scalar.text
    return dedent(file.text[scalar.start : scalar.end].partition("\n")[2])


def _wrap(sentence: str) -> Iterator[Text]:
    yield Text("\n" + "\n".join(wrap(sentence, _WIDTH)))
