"""Packs from zip files and addresses, for the commands that install them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple

from quiz.checks.runner import check_packs
from quiz.cli.progress import show_progress
from quiz.model.errors import UsageError
from quiz.model.pack import Pack, are_from_bank
from quiz.packs.sharing.address import PackAddress
from quiz.packs.sharing.archive import is_zip, unpack_pack
from quiz.packs.sharing.download import MAX_BYTES, Download, download
from quiz.packs.sharing.origin import PackOrigin, compute_digest, compute_sha256, save_origin
from quiz.text.english import format_count


class FetchedPack(NamedTuple):
    """A pack that was downloaded and unpacked into a temporary folder."""

    path: Path
    download: Download
    skipped_count: int
    """The number of files in the archive that are not part of the pack."""

    @property
    def digest(self) -> str:
        """The checksum of the pack's files."""
        return compute_digest([*self.path.iterdir()] if self.path.is_dir() else [self.path])


@contextmanager
def fetch_pack(address: PackAddress, etag: str | None = None) -> Iterator[FetchedPack | None]:
    """Provide a pack from an address; `None` if it has not changed since the download with this ETag.

    Raises:
        UsageError: It can't be downloaded, or is not a pack.
    """
    with show_progress(f"Downloading {address.url} …"):
        downloaded = download(address.url, etag, clock=monotonic)
    if downloaded is None:
        yield None
        return
    name = Path(address.url).stem
    with _unpacked(downloaded.data, address.folder, name) as (path, skipped_count):
        yield FetchedPack(path, downloaded, skipped_count)


@contextmanager
def open_local_pack(path: Path) -> Iterator[Path]:
    """Provide the path of a pack, unpacked if it is a zip file."""
    try:
        with path.open("rb") as file:
            is_archive = path.is_file() and is_zip(file.read(4))
            data = (path.read_bytes() if path.stat().st_size <= MAX_BYTES else b"") if is_archive else b""
    except OSError:  # a folder, or a file that the reader reports
        is_archive = False
    if not is_archive:
        yield path
        return
    if not data:
        raise UsageError(f"{path} is larger than {MAX_BYTES >> 20} MiB")
    with _unpacked(data, "", path.stem) as (unpacked, _):
        yield unpacked


@contextmanager
def _unpacked(data: bytes, folder: str, name: str) -> Iterator[tuple[Path, int]]:
    with TemporaryDirectory() as temporary:
        if is_zip(data):
            yield unpack_pack(data, folder, name, Path(temporary))
        else:
            path = Path(temporary, f"{name}.yaml")
            path.write_bytes(data)
            yield path, 0


def record_origin(
    folder: Path, pack: Pack, address: PackAddress, fetched: FetchedPack, date: str, *, is_pinned: bool
) -> None:
    """Save the origin of a pack that was installed."""
    origin = PackOrigin(
        address.text,
        date,
        fetched.download.etag,
        compute_sha256(fetched.download.data),
        fetched.digest,
        is_pinned,
        pack.version,
        pack.licence,
    )
    save_origin(folder, pack.name, origin)


def describe_fetched(pack: Pack, fetched: FetchedPack) -> Iterator[str]:
    """Describe a pack before it is kept: its size, its origin, its licence and its problems."""
    facts = format_count(len(pack.facts), "fact")
    questions = format_count(len(pack.questions), "hand-written question")
    version = "" if pack.version is None else f" {pack.version}"
    yield f"{pack.name}{version}: {pack.title}, {facts}, {questions}, from {fetched.download.host}"
    yield "It states no licence." if pack.licence is None else f"Licence: {pack.licence}"
    citations = [*(fact.citations for fact in pack.facts), *(each.citations for each in pack.questions)]
    from_bank = sum(map(are_from_bank, citations))
    if from_bank:
        yield f"{from_bank:,} of them are from question banks, whose answers are not checked."
    if fetched.skipped_count:
        yield f"{format_count(fetched.skipped_count, 'other file')} in the archive skipped."
    yield check_packs([fetched.path]).summary
