"""The rules of the checker and their published codes."""

import re

from quiz.generate import item_flaws
from quiz.model.rules import RENAMED_RULES, RULES, Rule, RuleGroup, find_rule, rules_in_group


def test_code_is_the_member_name_in_lower_case() -> None:
    assert Rule.NOT_UTF_8.code == "not-utf-8"
    assert RULES["missing-sha256"] is Rule.MISSING_SHA256
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", code) for code in RULES)


def test_groups_contain_each_rule_once() -> None:
    listed = [rule for group in RuleGroup for rule in rules_in_group(group)]

    assert sorted(rule.code for rule in listed) == sorted(RULES)


def test_old_code_finds_renamed_rule() -> None:
    assert find_rule("no-sha256") is Rule.MISSING_SHA256
    assert find_rule("missing-sha256") is Rule.MISSING_SHA256
    assert find_rule("nonsense") is None
    assert not RENAMED_RULES.keys() & RULES.keys()


def test_each_check_of_items_has_a_rule() -> None:
    assert {RULES[name].group for name in item_flaws.ItemCheck} == {RuleGroup.QUESTIONS}
