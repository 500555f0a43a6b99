"""Packs in zip files: the files that are unpacked, and archives that are refused."""

import io
import stat
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.model.errors import UsageError
from quiz.packs.sharing.archive import is_zip, unpack_pack, zip_pack

HEADER = b"format: 1\n"


def make_zip(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=compression)
    return data.getvalue()


def unpack(data: bytes, target: Path, folder: str = "") -> dict[str, bytes]:
    """Return the unpacked files by their names."""
    path = unpack_pack(data, folder, "rivers", target).path
    return {file.name: file.read_bytes() for file in (path.iterdir() if path.is_dir() else [path])}


def test_folder_of_a_pack_is_unpacked_without_other_files(tmp_path: Path) -> None:
    data = make_zip(
        {
            "rivers-1/pack.yaml": HEADER,
            "rivers-1/more.yaml": b"facts: []\n",
            "rivers-1/rows.csv": b"a,b\n",
            "rivers-1/LICENSE": b"CC0",
            "rivers-1/run.py": b"print()",
            "rivers-1/sub/other.yaml": b"x",
        }
    )

    assert unpack(data, tmp_path) == {"pack.yaml": HEADER, "more.yaml": b"facts: []\n", "rows.csv": b"a,b\n"}
    assert unpack_pack(data, "", "again", tmp_path).skipped_count == 2
    assert {path.name for path in tmp_path.rglob("*.py")} == set()


def test_pack_of_one_file_and_pack_in_a_folder(tmp_path: Path) -> None:
    assert unpack(make_zip({"x/one.yaml": HEADER, "x/README.md": b""}), tmp_path) == {"rivers.yaml": HEADER}
    several = make_zip({"t/a/pack.yaml": b"a", "t/b/pack.yaml": b"b"})
    assert unpack(several, tmp_path, "b") == {"pack.yaml": b"b"}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"../pack.yaml": HEADER}, "unsafe name"),
        ({"a/../../pack.yaml": HEADER}, "unsafe name"),
        ({"/etc/pack.yaml": HEADER}, "unsafe name"),
        ({"C:/pack.yaml": HEADER}, "unsafe name"),
        ({"a\\pack.yaml": HEADER}, "unsafe name"),
        ({"a//pack.yaml": HEADER}, "unsafe name"),
        ({"con/pack.yaml": HEADER}, "unsafe name"),
        ({"p/AUX.yaml": HEADER, "p/pack.yaml": HEADER}, "unsafe name"),
        ({"p/\x1b[31m.yaml": HEADER}, "unsafe name"),
        ({"p/pack.yaml": HEADER, "p/PACK.yaml": HEADER}, "two files of one name"),
        ({"a/pack.yaml": HEADER, "b/pack.yaml": HEADER}, "several packs; name one: a, b"),
        ({"a.yaml": HEADER, "b.yaml": HEADER}, "has no pack.yaml"),
        ({}, "has no pack.yaml"),
        ({f"p/{number}.yaml": b"" for number in range(1001)}, "more than 1,000 files"),
        ({"pack.yaml": b"a" * (2 << 20)}, "too large"),
    ],
)
def test_unsafe_archive_is_refused(files: dict[str, bytes], message: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=message):
        unpack(make_zip(files), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_link_is_refused(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        link = zipfile.ZipInfo("p/pack.yaml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    with pytest.raises(UsageError, match="has a link"):
        unpack(data.getvalue(), tmp_path)


def test_wrong_stated_size_is_refused(tmp_path: Path) -> None:
    data = make_zip({"pack.yaml": b"a" * 1000})
    lie = data.replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    with pytest.raises(UsageError, match=r"wrong size|damaged"):
        unpack(lie, tmp_path)


@given(st.integers(0, 10_000), st.integers(0, 255))
@example(7318, 0)
def test_damaged_archive_ends_in_a_sentence_or_the_same_files(place: int, byte: int) -> None:
    data = bytearray(make_zip({"p/pack.yaml": HEADER * 40, "p/b.csv": b"a,b\n1,2\n"}))
    data[place % len(data)] = byte
    with TemporaryDirectory() as folder:
        try:
            files = unpack(bytes(data), Path(folder))
        except UsageError:
            return
        assert set(files.values()) <= {HEADER * 40, b"a,b\n1,2\n"}


def test_our_archive_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "pack.yaml", tmp_path / "b.csv"
    first.write_bytes(HEADER)
    second.write_bytes(b"a,b\n")
    data = zip_pack("rivers", [first, second])
    first.touch()

    assert is_zip(data)
    assert zip_pack("rivers", [second, first]) == data
    assert unpack(data, tmp_path) == {"pack.yaml": HEADER, "b.csv": b"a,b\n"}
