"""`quiz add`: installing a pack."""

from dataclasses import dataclass
from pathlib import Path

from quiz.checks.unaskable import asks_nothing, list_never_asked
from quiz.cli.fetching import FetchedPack, describe_fetched, fetch_pack, open_local_pack, record_origin
from quiz.cli.option_types import non_empty_type
from quiz.cli.output import confirm, print_lines
from quiz.cli.parser import CommandParser
from quiz.cli.services import require_user_pack_folder, utc_now
from quiz.generate.question_maker import QuestionMaker
from quiz.model.errors import UsageError
from quiz.packs.install import InstallResult, install_pack, read_installable
from quiz.packs.sharing.address import PackAddress, parse_address
from quiz.packs.sharing.origin import compute_sha256
from quiz.reports.installed import format_install_result, format_never_asked
from quiz.text.safe import Text


@dataclass(frozen=True, slots=True)
class AddOptions:
    """The options of `quiz add`."""

    path: str
    sha256: str | None
    force: bool
    assume_yes: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz add`."""
    parser.add_argument(
        "path",
        metavar="PATH",
        type=non_empty_type("PATH"),
        help="a pack: file, folder, zip file, https address or gh:owner/repository@tag",
    )
    parser.add_argument(
        "--sha256", metavar="HEX", type=non_empty_type("--sha256"), help="refuse a download with another sum"
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="install despite errors; replace a pack of the same name",
    )
    parser.add_argument(
        "--yes", dest="assume_yes", action="store_true", help="install a download without asking"
    )


def run(options: AddOptions) -> None:
    """Check the pack and copy it to the user's folder."""
    address = parse_address(options.path)
    if address is not None:
        _add_download(options, address)
        return
    if options.sha256 is not None:
        raise UsageError("--sha256 is for packs from an address")
    with open_local_pack(Path(options.path)) as path:
        result = install_pack(path, require_user_pack_folder(), force=options.force)
    _report(result, options.path)


def _add_download(options: AddOptions, address: PackAddress) -> None:
    folder = require_user_pack_folder()
    with fetch_pack(address) as fetched:
        if fetched is None:  # no server may answer this without being asked
            raise UsageError(f"{address.url} sent no file")
        _check_sum(options.sha256, fetched, address)
        pack = read_installable(fetched.path, force=options.force)
        print_lines(describe_fetched(pack, fetched))
        if not (options.assume_yes or confirm(f"Install {pack.name}?", "nothing installed")):
            print_lines(["Nothing installed."])
            return
        result = install_pack(fetched.path, folder, force=options.force)
        date = utc_now().date().isoformat()
        record_origin(folder, result.pack, address, fetched, date, is_pinned=options.sha256 is not None)
    _report(result, options.path)


def _check_sum(expected: str | None, fetched: FetchedPack, address: PackAddress) -> None:
    """Raise `UsageError` if the download has another checksum than the user expects."""
    found = compute_sha256(fetched.download.data)
    if expected is not None and expected.lower() != found:
        raise UsageError(f"{address.url} has the SHA-256 {found}, not the one given. Nothing was installed.")


def _report(result: InstallResult, place: str) -> None:
    print_lines(format_install_result(result))
    maker = QuestionMaker(result.pack)
    is_empty = asks_nothing(maker)
    print_lines(format_never_asked(list_never_asked(maker), Path(place), asks_nothing=is_empty))
    if not is_empty:
        print_lines([Text(f"Play it: quiz --pack {result.pack.name}")])
