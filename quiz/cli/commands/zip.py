"""`quiz zip`: a pack as one file to pass on."""

from dataclasses import dataclass
from pathlib import Path

from quiz.cli.option_types import non_empty_type
from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser
from quiz.model.errors import UsageError
from quiz.packs.install import read_installable
from quiz.packs.read import pack_reader
from quiz.packs.sharing.archive import zip_pack
from quiz.packs.sharing.origin import compute_sha256


@dataclass(frozen=True, slots=True)
class ZipOptions:
    """The options of `quiz zip`."""

    path: str


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz zip`."""
    parser.add_argument(
        "path", metavar="PATH", type=non_empty_type("PATH"), help="the file or folder of a pack"
    )


def run(options: ZipOptions) -> None:
    """Write the zip file into the current folder, and print its checksum."""
    path = Path(options.path)
    pack = read_installable(path, force=False)
    if pack.licence is None:
        raise UsageError("a pack to pass on needs a `licence`, so that others know what they may do with it")
    target = Path(f"{pack.name}.zip")
    data = zip_pack(pack.name, pack_reader.read_pack(path).files)
    try:
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise UsageError(f"{target} exists already. Delete it first.") from error
    print_lines([f"{target}: {len(data):,} bytes", f"SHA-256: {compute_sha256(data)}"])
