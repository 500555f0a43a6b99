"""The rule book: a page for every problem, whose examples do what they say."""

from pathlib import Path

import pytest

from quiz.checks.rule_pages import format_rule, format_rule_list, load_rule_pages
from quiz.checks.runner import check_packs
from quiz.model.rules import RULES, RuleGroup, rules_in_group
from tests.checks import rule_examples

DOCUMENTS = Path(__file__).parent / "problem_texts" / "documents"
PAGES = {name: page for group in RuleGroup for name, page in load_rule_pages(group).items()}


def found(example: str, group: RuleGroup, folder: Path) -> set[str]:
    if example.startswith("$ ") and not rule_examples.has_shell:
        pytest.skip("there is no shell to run the commands")
    sources = DOCUMENTS if group is RuleGroup.DOCUMENTS else None
    report = check_packs([rule_examples.write_example(folder, example)], sources)
    return {problem.rule.code for problem in report.problems}


@pytest.mark.parametrize("group", RuleGroup, ids=lambda group: group.name)
def test_each_rule_has_a_page_in_its_group(group: RuleGroup) -> None:
    assert sorted(load_rule_pages(group)) == [rule.code for rule in rules_in_group(group)]


# A pack with too many facts takes some seconds, which one of the bad packs in tests/packs takes too.
@pytest.mark.parametrize("name", sorted(set(PAGES) - {"too-many-facts"}))
def test_bad_example_has_only_its_problem(name: str, tmp_path: Path) -> None:
    assert found(PAGES[name].bad, RULES[name].group, tmp_path) == {name}


@pytest.mark.parametrize("name", PAGES)
def test_good_example_has_no_problem(name: str, tmp_path: Path) -> None:
    assert found(PAGES[name].good, RULES[name].group, tmp_path) == set()


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_a_terminal_and_shows_both_examples(name: str) -> None:
    shown = "\n".join(format_rule(RULES[name]))
    text, _, shown_examples = shown.partition("\nBad:\n")

    assert text.startswith(f"{name}: {RULES[name].severity}\n")
    assert max(map(len, text.split("\n"))) <= 79
    bad, _, good = shown_examples.partition("\nGood:\n")
    assert [line[4:] for line in bad.strip("\n").split("\n")] == PAGES[name].bad.rstrip().split("\n")
    assert [line[4:] for line in good.strip("\n").split("\n")] == PAGES[name].good.rstrip().split("\n")


def test_list_contains_each_rule_once() -> None:
    lines = "\n".join(format_rule_list()).split("\n")
    names = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]

    assert sorted(names) == sorted(RULES)
    assert max(map(len, lines)) <= 79
