"""The index of a built-in pack in a wheel: the encoded pack, compressed.

Most texts of an encoded pack are also in its files, in about the same order. So the dictionary of each
piece is the file that suits it best, which makes an index a fifth smaller than without dictionaries.
"""

import json
from pathlib import Path

from quiz.model.pack import Pack
from quiz.packs.codec import DECODING_ERRORS, decode_pack, encode_pack, file_checksums
from quiz.packs.read.result import pack_folder

_PIECE = 12_000
"""Number of bytes of a piece before it is compressed."""
_HISTORY = 8_192
"""Number of bytes before a piece that are in its dictionary next to a file."""
_WINDOW = 1 << 15
"""The largest dictionary that zlib uses."""
_NO_FILE = ""


def index_path(pack: Path) -> Path:
    """Return the path of a pack's index, which is next to the pack."""
    return pack.with_name(f"{pack.name}.index")


def load_indexed_pack(path: Path) -> Pack | None:
    """Return the pack at `path` from its index, or `None` without a valid index."""
    try:
        return decode_pack(path, _decompress(index_path(path).read_bytes(), pack_folder(path)))
    except (*DECODING_ERRORS, ImportError):  # a Python without zlib
        return None


def encode_index(pack: Pack, path: Path) -> bytes:
    """Return the index of a pack that was read from `path`.

    Raises:
        OSError: A file of the pack can't be read.
        ValueError: A text can't be written as UTF-8, or a location is outside the pack's folder.
    """
    names = [name for name, _ in file_checksums(path, ())]
    return _compress(
        encode_pack(pack, path), {name: (pack_folder(path) / name).read_bytes() for name in names}
    )


def _compress(encoded: bytes, contents: dict[str, bytes]) -> bytes:
    """Compress an encoded pack with the contents of its files, by name."""
    import zlib

    heads, pieces = [], []
    for start in range(0, len(encoded), _PIECE):
        smallest: tuple[str, bytes] | None = None
        for name, content in {_NO_FILE: b"", **contents}.items():
            compressor = zlib.compressobj(9, zdict=_dictionary(content, encoded[:start]))
            piece = compressor.compress(encoded[start : start + _PIECE]) + compressor.flush()
            if smallest is None or len(piece) < len(smallest[1]):
                smallest = name, piece
        assert smallest is not None
        heads.append([smallest[0], len(smallest[1])])
        pieces.append(smallest[1])
    return json.dumps(heads, separators=(",", ":")).encode() + b"\n" + b"".join(pieces)


def _decompress(compressed: bytes, folder: Path) -> bytes:
    """Return an encoded pack from its compressed form, if the files in its folder are the same as then.

    Raises:
        ImportError: This Python has no zlib.
        Exception: One of `DECODING_ERRORS`: the data are damaged, or a file was changed or can't be read.
    """
    import zlib

    head, _, body = compressed.partition(b"\n")
    contents = {_NO_FILE: b""}
    encoded, start = b"", 0
    for name, length in json.loads(head):
        if name not in contents:
            contents[name] = (folder / name).read_bytes()
        decompressor = zlib.decompressobj(zdict=_dictionary(contents[name], encoded))
        try:
            encoded += decompressor.decompress(body[start : start + length])
        except zlib.error as error:
            raise ValueError(f"not a compressed pack: {error}") from error
        start += length
    return encoded


def _dictionary(content: bytes, earlier: bytes) -> bytes:
    """Return the end of a file and then the bytes before a piece, as zlib finds near texts best."""
    history = earlier[-_HISTORY:] if content else earlier[-_WINDOW:]
    return content[-(_WINDOW - len(history)) :] + history
