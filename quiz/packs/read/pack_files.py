"""The files of a pack."""

import re
from pathlib import Path

from quiz.model.location import Location
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.read.result import PACK_FILE, TABLE_SUFFIXES
from quiz.packs.syntax import files
from quiz.text.safe import Text

_HEAD = re.compile(rb"^(?:\xef\xbb\xbf)?[\"']?(?:format|name|title)\b", re.MULTILINE)
_OUTSIDE_FOLDER = "this is a link out of the folder with the packs"
_OUTSIDE_ADVICE = "Check it at the place where the link leads, or put a copy here."


def may_be_pack(path: Path) -> bool:
    """Return whether a file may be a pack by itself, as an unreadable one may."""
    try:
        return _HEAD.search(files.read_bytes(path)) is not None
    except files.UnreadableError:
        return True


def list_pack_files(
    path: Path, collector: ProblemCollector, max_bytes: int, within: Path | None = None
) -> tuple[Path, ...]:
    """Return the YAML files of a pack, the one with its header first; none if the pack can't be read.

    A pack that was found in the folder `within` must not be a link out of it.
    """
    try:
        return _list_files(path, collector, max_bytes, within)
    except OSError as error:  # a folder above can't be searched
        reason = (error.strerror or "unknown error").lower()
        _report(collector, path, Rule.UNREADABLE_FILE, f"can’t read this: {reason}")
        return ()


def _list_files(
    path: Path, collector: ProblemCollector, max_bytes: int, within: Path | None
) -> tuple[Path, ...]:
    is_outside = within is not None and not files.is_within(path, within)
    # A link among the packs of someone else may lead to any file, and messages quote the text of a pack.
    if is_outside or (path.is_symlink() and path.is_file() and not may_be_pack(path)):
        message = "this is a link to a file that is not a pack" if not is_outside else _OUTSIDE_FOLDER
        _report(collector, path, Rule.OUTSIDE_PACK, message, _OUTSIDE_ADVICE)
        return ()
    if path.is_dir():
        return _list_folder(path, collector, max_bytes)
    if not path.exists():
        _report(collector, path, Rule.NO_PACK, "no such file or folder")
        return ()
    if _has_wrong_suffix(path):
        _report_suffix(collector, path, "this pack can’t be found by its name")
    return (path,)


def _list_folder(folder: Path, collector: ProblemCollector, max_bytes: int) -> tuple[Path, ...]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.name[0] != ".")
        yaml_files = [path for path in paths if path.suffix == ".yaml"]
        pack_files = [path for path in paths if path.suffix in (".yaml", *TABLE_SUFFIXES)]
        size = sum(path.stat().st_size for path in pack_files if path.is_file())
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        _report(collector, folder, Rule.UNREADABLE_FILE, f"can’t read this folder: {reason}")
        return ()
    for path in paths:
        if _has_wrong_suffix(path):
            _report_suffix(collector, path, "this file is not read")
    header = folder / PACK_FILE
    if header not in yaml_files:
        advice = f"Add a file {PACK_FILE} with the name, title and sources of the pack."
        _report(collector, folder, Rule.NO_PACK, f"this folder has no {PACK_FILE}", advice)
        return ()
    if size > max_bytes:
        message = f"the files of this pack have more than {max_bytes >> 20} MiB together"
        _report(collector, folder, Rule.TOO_LARGE, message)
        return ()
    return (header, *(file for file in yaml_files if file != header))


def _has_wrong_suffix(path: Path) -> bool:
    return path.suffix.casefold() in (".yml", ".yaml") and path.suffix != ".yaml"


def _report_suffix(collector: ProblemCollector, path: Path, consequence: str) -> None:
    message = f"{consequence} because it ends in {path.suffix}"
    _report(collector, path, Rule.OTHER_SUFFIX, message, f"Rename it to {path.stem}.yaml.")


def _report(
    collector: ProblemCollector, path: Path, rule: Rule, message: str, advice: str | None = None
) -> None:
    collector.report(Finding(rule, message, advice), Location(Text(str(path))))
