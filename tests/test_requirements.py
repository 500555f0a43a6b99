"""The pinned versions and the bounds of dependencies."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
TEST = [Requirement(line) for line in PROJECT["project"]["optional-dependencies"]["test"]]
BUILD = [Requirement(line) for line in PROJECT["build-system"]["requires"]]


def locked_versions(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("requirement", [*RUN, *TEST], ids=str)
def test_dependency_has_an_upper_bound(requirement: Requirement) -> None:
    assert any(specifier.operator in ("<", "==") for specifier in requirement.specifier)


@pytest.mark.parametrize(
    ("name", "requirements"), [("run.txt", RUN), ("test.txt", [*RUN, *TEST])], ids=["run", "test"]
)
def test_locked_versions_are_allowed(name: str, requirements: list[Requirement]) -> None:
    versions = locked_versions(name)

    for requirement in requirements:
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement


def test_game_and_tests_use_the_same_versions() -> None:
    assert locked_versions("run.txt").items() <= locked_versions("test.txt").items()


def test_build_requirements_are_the_locked_versions() -> None:
    versions = locked_versions("test.txt")

    for requirement in BUILD:
        assert str(requirement.specifier) == f"=={versions[requirement.name]}"


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_locked_versions_have_hashes_and_no_index(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")

    assert "://" not in text
    assert "--index" not in text
    for entry in re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry
