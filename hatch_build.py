"""Add the indexes and summaries of the built-in packs and a man page to the wheel."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_MAN_SECTIONS = {
    "files": """\
.TP
history.sqlite3
Your answers, in the folder for data of your system: ~/.local/share/quiz on Linux.
.TP
packs
Your packs, in the same folder.
.TP
settings.toml
Your settings, in the folder for configuration: ~/.config/quiz on Linux.
""",
    "environment": """\
.TP
QUIZ_HOME
A folder for all these files.
.TP
XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_CACHE_HOME
The folders for data, configuration and the cache on Linux.
.TP
NO_COLOR
Show no colours.
.TP
TEXTUAL_ANIMATIONS
Show no movement if it is none.
""",
    "exit status": """\
.TP
0
The command did its work.
.TP
1
quiz check found an error, or quiz audit missed a limit.
.TP
2
The command couldn't do its work. The last line of its output says why.
.TP
70
A bug in quiz. \\-\\-debug shows where.
.TP
130
You pressed Ctrl+C.
.TP
128+n
Signal n ended the program.
""",
}
"""The sections of the man page that the parsers don't describe, in the language of man pages."""


def write_man_page(version: str) -> str:
    """Write the man page from the parsers of all commands."""
    from argparse_manpage.manpage import Manpage

    from quiz.cli.subcommands import build_command_tree

    names = {"prog": "quiz", "project_name": "quiz", "manual_title": "quiz", "version": version}
    page = Manpage(build_command_tree(), {**names, "description": "a trivia game for the terminal"})
    for heading, content in _MAN_SECTIONS.items():
        page.add_section(heading, "=", content)
    return f"{page}\n"


class PackageData(BuildHookInterface[Any]):
    """Adds to the wheel an index and a summary of each pack of `questions/`.

    A pack with an error stops the build.
    """

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files to a folder of their own and name them to the build."""
        if version == "editable":
            return  # such an installation reads the packs of the checkout, which change
        sys.path.insert(0, self.root)
        from quiz.generate.summary import summarize_pack
        from quiz.model.rules import Severity
        from quiz.packs import library
        from quiz.packs.index import encode_index, index_path
        from quiz.packs.read.pack_reader import read_pack
        from quiz.packs.summaries import encode_summary, summary_path

        self._folder = tempfile.TemporaryDirectory()
        for path in library.list_builtin_packs():
            reading = read_pack(path)
            errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
            if reading.pack is None or errors:
                raise SystemExit("\n".join(map(str, errors)))
            for name, encoded in (
                (index_path(path).name, encode_index(reading.pack, path)),
                (summary_path(path).name, encode_summary(summarize_pack(reading.pack), path)),
            ):
                file = Path(self._folder.name) / name
                file.write_bytes(encoded)
                build_data["force_include"][str(file)] = f"quiz/questions/{name}"
        man_page = Path(self._folder.name) / "quiz.1"
        man_page.write_text(write_man_page(self.metadata.version), encoding="utf-8")
        build_data["shared_data"][str(man_page)] = "share/man/man1/quiz.1"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the folder away."""
        if version != "editable":
            self._folder.cleanup()
