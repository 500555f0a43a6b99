"""A codec for summaries of packs: for those in a wheel, next to the packs, and for the user's cache.

An encoded summary is valid for one version of the program and of the question generator, and for one content
of the pack's files.
"""

from pathlib import Path

from quiz import __version__
from quiz.model.generator_version import GENERATOR_VERSION
from quiz.model.pack_summary import PackSummary
from quiz.packs.codec import (
    DECODING_ERRORS,
    RecordDecoder,
    RecordEncoder,
    check_natural,
    file_checksums,
    schema_hash,
    seal,
    unseal,
)


def summary_path(pack: Path) -> Path:
    """Return the path of the summary of a built-in pack, which is next to the pack."""
    return pack.with_name(f"{pack.name}.summary.json")


def load_indexed_summary(path: Path) -> PackSummary | None:
    """Return the summary next to the pack at `path`, or `None` without a valid one."""
    try:
        return decode_summary(path, summary_path(path).read_bytes())
    except OSError:
        return None


def encode_summary(summary: PackSummary, path: Path) -> bytes:
    """Return the encoded form of the summary of a pack that was read from `path`.

    Raises:
        OSError: A file of the pack can't be read.
    """
    row = RecordEncoder({}).record(PackSummary)(summary)
    return seal({"summary": row}, _version(), file_checksums(path, ()))


def decode_summary(path: Path, encoded: bytes) -> PackSummary | None:
    """Return the summary of the pack at `path`, or `None` if it is damaged or out of date."""
    try:
        data = unseal(path, encoded, _version())
        if data is None:
            return None
        summary: PackSummary = RecordDecoder({}, check_natural).record(PackSummary)(data["summary"])
    except DECODING_ERRORS:
        return None
    return summary


def _version() -> str:
    return f"{__version__} {schema_hash(PackSummary)} {GENERATOR_VERSION}"
