"""Links out of a pack: nothing of the files that they lead to is ever printed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.authoring.preview import PreviewSession, build_preview, format_preview, parse_target
from quiz.checks.output import OutputFormat, ProblemFormatter
from quiz.checks.runner import check_packs
from quiz.model.errors import QuizError

SECRET = "TOPSECRET-91"
SECRETS = {
    "words": f"{SECRET} = hunter2\n",
    "yaml": f"format: 1\n{SECRET}: [a\n# quiz: ignore {SECRET} - {SECRET}\n",
    "cells": f"land,{SECRET}\nA,{SECRET},C\n",
    "entries": f"facts:\n  - fact: {SECRET} is <a>\n    cite: {SECRET} 1\n",
}
PACK = """\
format: 1
name: pack
title: P
sources: {s: {title: S, file: notes.txt}}
facts:
  - {id: a, fact: The ferry is called <Heron>., type: ship, wrong: [Kite, Swan], cite: s 1}
"""
TABLE = "tables:\n  - {fact: The capital of <land> is <city>., cite: s 1, rows: towns.csv}\n"


def link_table(pack: Path, secret: Path) -> None:
    (pack / "pack.yaml").write_text(PACK + TABLE, encoding="utf-8")
    (pack / "towns.csv").symlink_to(secret)


def link_further_file(pack: Path, secret: Path) -> None:
    (pack / "pack.yaml").write_text(PACK, encoding="utf-8")
    (pack / "more.yaml").symlink_to(secret)


def link_first_file(pack: Path, secret: Path) -> None:
    (pack / "pack.yaml").symlink_to(secret)


def link_document(pack: Path, secret: Path) -> None:
    (pack / "pack.yaml").write_text(PACK, encoding="utf-8")
    (pack / "notes.txt").symlink_to(secret)


def link_through_folder(pack: Path, secret: Path) -> None:
    (pack / "sub").symlink_to(secret.parent)
    text = PACK + TABLE.replace("towns.csv", f"sub/{secret.name}")
    (pack / "pack.yaml").write_text(text.replace("notes.txt", f"sub/{secret.name}"), encoding="utf-8")


def link_to_link(pack: Path, secret: Path) -> None:
    (pack / "pack.yaml").write_text(PACK + TABLE, encoding="utf-8")
    (pack / "inner.csv").symlink_to(secret)
    (pack / "towns.csv").symlink_to("inner.csv")


LINKS = [link_table, link_further_file, link_first_file, link_document, link_through_folder, link_to_link]


def print_everything(path: Path, documents: Path) -> str:
    """Return what `check` in all formats and `preview` print of a path."""
    report = check_packs([path], documents)
    printed = [str(report.summary), *report.unreadable_packs, *report.coverage]
    for output_format in OutputFormat:
        printed += map(ProblemFormatter(output_format, report.files), report.problems)
    for target in [path, *(path.iterdir() if path.is_dir() else [])]:
        for line in ("", ":1", ":3"):
            try:
                parsed = parse_target(f"{target}{line}")
                printed += format_preview(build_preview(parsed, 0), parsed.pack, 80)
                session = PreviewSession(parsed, 0)
                printed += [*session.render(80, 100), *session.render(80, 100)]
            except (QuizError, OSError) as error:
                printed.append(str(error))
    return "\n".join(printed)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.__name__)
def test_nothing_of_a_linked_file_is_printed(
    tmp_path: Path, link: Callable[[Path, Path], None], secret: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "secret.csv").write_text(SECRETS[secret], encoding="utf-8")
    pack = tmp_path / "packs" / "pack"
    pack.mkdir(parents=True)
    link(pack, home / "secret.csv")

    assert SECRET not in print_everything(pack, pack)
    assert SECRET not in print_everything(pack.parent, pack)


@pytest.mark.parametrize("secret", ["words", "cells", "entries"])
def test_a_pack_in_one_file_that_links_to_another_file_is_refused(tmp_path: Path, secret: str) -> None:
    (tmp_path / "secret").write_text(SECRETS[secret], encoding="utf-8")
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "own.yaml").write_text(PACK.replace("name: pack", "name: own"), encoding="utf-8")
    (packs / "rivers.yaml").symlink_to(tmp_path / "secret")

    assert SECRET not in print_everything(packs / "rivers.yaml", packs)
    assert SECRET not in print_everything(packs, packs)
    assert [problem.rule.code for problem in check_packs([packs]).problems] == ["outside-pack"]


def test_a_pack_behind_a_link_is_read_only_if_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "pack.yaml").write_text(PACK + f"{SECRET}: x\n", encoding="utf-8")
    (tmp_path / "one.yaml").write_text(PACK.replace("name: pack", "name: one"), encoding="utf-8")
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "linked").symlink_to(tmp_path / "mine")
    (packs / "one.yaml").symlink_to(tmp_path / "one.yaml")

    report = check_packs([packs])
    assert [problem.rule.code for problem in report.problems] == ["outside-pack", "outside-pack"]
    assert [problem.rule.code for problem in check_packs([packs / "linked"]).problems] == ["unknown-field"]
    assert check_packs([packs / "one.yaml"]).facts == 1
