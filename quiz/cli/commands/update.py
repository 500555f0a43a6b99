"""`quiz update`: newer versions of packs that were installed from an address."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quiz.cli.exit_code import ExitCode
from quiz.cli.fetching import FetchedPack, fetch_pack, record_origin
from quiz.cli.output import confirm, print_lines, print_stderr
from quiz.cli.parser import CommandParser
from quiz.cli.services import require_user_pack_folder, utc_now
from quiz.model.errors import QuizError, UsageError
from quiz.packs import library
from quiz.packs.install import compare_with_installed, find_installed, install_pack, read_installable
from quiz.packs.sharing.address import PackAddress, parse_address
from quiz.packs.sharing.origin import PackOrigin, compute_sha256, load_origin
from quiz.reports.installed import format_diff, format_install_result


@dataclass(frozen=True, slots=True)
class UpdateOptions:
    """The options of `quiz update`."""

    names: Sequence[str]
    check: bool
    force: bool
    assume_yes: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz update`."""
    parser.add_argument(
        "names", metavar="NAME", nargs="*", help="a pack (default: all that are from an address)"
    )
    parser.add_argument("--check", action="store_true", help="only report what has changed")
    parser.add_argument("--force", action="store_true", help="accept a version that has changed")
    parser.add_argument("--yes", dest="assume_yes", action="store_true", help="update without asking")


def run(options: UpdateOptions) -> ExitCode:
    """Ask the addresses again, and install what has changed."""
    folder = require_user_pack_folder()
    packs = _find_origins(options.names, folder)
    if not packs:
        print_lines(["No pack is from an address."])
    code = ExitCode.OK
    for name, origin in packs:
        try:
            _update(name, origin, folder, options)
        except QuizError as error:  # the other packs are updated all the same
            print_stderr(f"quiz: {name}: {error}")
            code = ExitCode.FAILED
    return code


def _find_origins(names: Sequence[str], folder: Path) -> list[tuple[str, PackOrigin]]:
    """List the packs with their origins; raise `UsageError` for a named pack without one."""
    for name in names:
        find_installed(name, folder)
        if load_origin(folder, name) is None:
            raise UsageError(f"“{name}” is not from an address. Install its new version with quiz add.")
    every = names or [library.pack_name(path) for path in library.list_user_packs(folder)]
    origins = ((name, load_origin(folder, name)) for name in every)
    return [(name, origin) for name, origin in origins if origin is not None]


def _update(name: str, origin: PackOrigin, folder: Path, options: UpdateOptions) -> None:
    address = parse_address(origin.address)
    if address is None:
        raise UsageError(f"{origin.address} is not an address")
    with fetch_pack(address, origin.etag) as fetched:
        if fetched is None or fetched.digest == origin.digest:
            print_lines([f"{name}: up to date"])
            return
        _refuse_surprise(address, origin, fetched, is_forced=options.force)
        pack = read_installable(fetched.path, force=False)
        if pack.name != name:
            raise UsageError(f"the address now has another pack, “{pack.name}”. Nothing was changed.")
        diff = compare_with_installed(pack, folder)
        print_lines([f"{name}: a new version", *(format_diff(diff) if diff is not None else ())])
        if options.check:
            return
        if not (options.assume_yes or confirm(f"Update {name}?", "nothing updated")):
            print_lines(["Nothing updated."])
            return
        result = install_pack(fetched.path, folder, force=True)  # the user has seen the changes
        date = utc_now().date().isoformat()
        record_origin(folder, result.pack, address, fetched, date, is_pinned=False)
    print_lines([*format_install_result(result)][:1])


def _refuse_surprise(
    address: PackAddress, origin: PackOrigin, fetched: FetchedPack, *, is_forced: bool
) -> None:
    """Raise `UsageError` if something changed that should not have."""
    if origin.is_pinned:
        found = compute_sha256(fetched.download.data)
        raise UsageError(
            f"the download has changed: its SHA-256 is {found}. "
            f"If that is right: quiz add {address.text} --sha256 {found}"
        )
    if address.is_fixed and not is_forced:
        raise UsageError(f"{address.text} has changed, which a version should not. Use --force to accept it.")
