"""Write packs: begin, check, see, measure, keep and describe them."""

import sys
from collections.abc import Callable, Sequence
from time import sleep
from typing import TYPE_CHECKING

from quiz.cli.services import (
    DONE,
    FAILED,
    FOUND,
    confirm,
    load_question_makers,
    print_lines,
    print_stderr,
    user_pack_folder,
)

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.cli.asked import Asked


def new(asked: "Asked") -> int:
    """Write a small pack to begin with."""
    from quiz.authoring import scaffold

    path = _written(asked)
    schema = ", and the schema beside it for your editor" if scaffold.write_schema_for(path) else ""
    return print_lines(
        [
            f"{path} is written{schema}.",
            f"Play it:                 quiz --pack {path}",
            f"See it while you write:  quiz preview {path}",
        ]
    )


def _written(asked: "Asked") -> "Path":
    from pathlib import Path

    from quiz.authoring import from_table, scaffold

    if asked.table is None:
        return scaffold.write_example_pack(asked.name)
    return from_table.write_pack_from_table(asked.name, Path(asked.table))


def check_packs(asked: "Asked") -> int:
    """Say what is wrong with packs, once or after each save."""
    if not asked.watch:
        return _check_once(asked)
    from pathlib import Path

    paths = [Path(path) for path in (*asked.paths, *([] if asked.sources is None else [asked.sources]))]

    def again() -> None:
        from quiz.cli import streams

        streams.clear_screen(sys.stdout)
        _check_once(asked)

    return _follow(paths, again)


def _check_once(asked: "Asked") -> int:
    from pathlib import Path

    from quiz.checks.output import OutputFormat, ProblemFormatter
    from quiz.checks.runner import RuleSelection, check_packs
    from quiz.cli.progress import show_progress
    from quiz.model.errors import UsageError

    sources = None if asked.sources is None else Path(asked.sources)
    if sources is not None and not sources.is_dir():
        raise UsageError(f"--sources takes a folder, and “{sources}” is none")
    selection = RuleSelection(asked.select, asked.ignore)
    with show_progress(f"Checking {', '.join(asked.paths)} ..."):
        report = check_packs([Path(path) for path in asked.paths], sources, selection)
    show = ProblemFormatter(OutputFormat(asked.format), report.files)
    print_lines(show(problem) for problem in report.problems)
    for sentence in report.unreadable_packs:
        print_stderr(f"quiz: {sentence}")
    if report.packs:
        print_stderr(report.summary)
        for line in report.coverage:
            print_stderr(line)
    if report.unreadable_packs:
        return FAILED
    return FOUND if report.has_failed(strict=asked.strict) else DONE


def preview_entry(asked: "Asked") -> int:
    """Show what comes of an entry, once or after each save."""
    from quiz.authoring import preview
    from quiz.cli import streams

    target = preview.parse_target(asked.target)
    if not asked.watch and not streams.is_terminal(sys.stdout):
        seen = preview.build_preview(target, asked.seed or 0)
        print_lines(preview.format_preview(seen, target.pack, None))
        return DONE if seen.is_usable else FAILED
    follower = preview.PreviewSession(target, asked.seed or 0)

    def again() -> None:
        streams.clear_screen(sys.stdout)
        columns, rows = _size()
        print_lines(follower.render(columns, rows))

    return _follow([target.pack], again, _size)


def _follow(
    paths: "Sequence[Path]", again: Callable[[], None], beside: Callable[[], object] = lambda: None
) -> int:
    """Do something now and whenever what stands at some paths is saved, until somebody presses Ctrl-C."""
    from contextlib import suppress
    from functools import partial

    from quiz.authoring import watch
    from quiz.cli import streams

    with suppress(KeyboardInterrupt):
        for _ in watch.watch_changes(
            lambda: (watch.stat_files(paths), beside()), partial(sleep, watch.POLL_SECONDS)
        ):
            again()
            streams.flush(sys.stdout)
    return DONE


def _size() -> tuple[int, int]:
    """Give the columns and rows of the terminal."""
    import shutil

    return shutil.get_terminal_size()


def audit_pack(asked: "Asked") -> int:
    """Measure the questions of a pack."""
    from quiz.audit import report
    from quiz.audit.runner import audit_pack
    from quiz.model.errors import UsageError

    (maker,) = load_question_makers([asked.audited])
    found = audit_pack(maker, asked.seeds)
    if found is None:
        raise UsageError("nothing here makes a question")
    print_lines([report.to_json(found)] if asked.json else report.format_table(found))
    return FOUND if found.missed_attacks else DONE


def add_pack(asked: "Asked") -> int:
    """Keep a pack by its name."""
    from pathlib import Path

    from quiz.packs.install import install_pack
    from quiz.reports import installed

    return print_lines(
        installed.format_install_result(install_pack(Path(asked.path), _needed_folder(), force=asked.force))
    )


def remove_pack(asked: "Asked") -> int:
    """Keep a pack no longer, after asking."""
    from quiz.packs import install

    folder = _needed_folder()
    path = install.find_installed(asked.name, folder)
    if not asked.assume_yes and not confirm(
        f"Remove {path}? What you answered stays.", f"{path} stays; --yes removes it"
    ):
        return print_lines([f"{path} stays."])
    return print_lines([f"{install.remove_pack(asked.name, folder)} is removed."])


def _needed_folder() -> "Path":
    from quiz.model.errors import UsageError

    folder = user_pack_folder()
    if folder is None:
        raise UsageError("the system names no home for your packs; set QUIZ_HOME to a folder")
    return folder


def rule(asked: "Asked") -> int:
    """Explain a problem, or list them all."""
    from quiz.checks import rule_pages

    return print_lines(
        rule_pages.format_rule_list() if asked.rule is None else rule_pages.format_rule(asked.rule)
    )


def schema_for_editors(asked: "Asked") -> int:
    """Print the JSON Schema of a pack."""
    from quiz.packs import json_schema

    return print_lines([json_schema.to_json()])
