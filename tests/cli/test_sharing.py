"""`quiz add` of zip files and addresses, `quiz update` and `quiz zip`."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.cli.main import main
from tests.cli.harness import run_failing
from tests.cli.pack_files import PLANETS
from tests.https_server import Site, serving

pytestmark = pytest.mark.slow

PACK = PLANETS.replace("title: The Planets\n", "title: The Planets\nlicence: CC0-1.0\nversion: '1'\n")
NEWER = PACK.replace("version: '1'", "version: '2'")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("server")) as site:
        yield site


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Trust the server, work in an empty folder, and return the folder of installed packs."""
    monkeypatch.setenv("SSL_CERT_FILE", str(site.certificate))
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    site.files.clear()
    return tmp_path / "home" / "packs"


def make_archive(text: str, capsys: pytest.CaptureFixture[str]) -> bytes:
    """Return the archive of a pack, made by the program."""
    Path("planets.yaml").write_text(text, encoding="utf-8")
    Path("planets.zip").unlink(missing_ok=True)
    assert main(["zip", "planets.yaml"]) == 0
    data = Path("planets.zip").read_bytes()
    assert f"SHA-256: {hashlib.sha256(data).hexdigest()}\n" in capsys.readouterr().out
    return data


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that succeeds, and return its stdout."""
    assert main(words) == 0
    return capsys.readouterr().out


def test_pack_to_pass_on_needs_a_licence(capsys: pytest.CaptureFixture[str]) -> None:
    Path("planets.yaml").write_text(PLANETS, encoding="utf-8")

    assert "needs a `licence`" in run_failing(["zip", "planets.yaml"], capsys)


def test_zip_file_is_installed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_archive(PACK, capsys)

    assert "Play it: quiz --pack planets" in run(capsys, "add", "planets.zip")
    assert (folder / "planets.yaml").read_text(encoding="utf-8") == PACK


def test_download_is_described_and_kept_only_after_a_yes(
    folder: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.files["/planets.zip"] = make_archive(PACK, capsys)
    address = f"{site.address}/planets.zip"

    assert main(["add", address]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("planets 1: The Planets, 4 facts, 0 hand-written questions, from localhost:")
    assert "Licence: CC0-1.0\n" in out
    assert "1 pack, 4 facts" in out
    assert "nothing installed. Use --yes to skip this question." in err
    assert not folder.exists()
    assert "installed in" in run(capsys, "add", address, "--yes")
    assert [path.name for path in folder.iterdir() if path.name[0] != "."] == ["planets.yaml"]


def test_other_checksum_is_refused(folder: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    data = site.files["/planets.zip"] = make_archive(PACK, capsys)
    address = f"{site.address}/planets.zip"

    message = run_failing(["add", address, "--sha256", "0" * 64, "--yes"], capsys)
    assert f"has the SHA-256 {hashlib.sha256(data).hexdigest()}, not the one given" in message
    assert not folder.exists()
    run(capsys, "add", address, "--sha256", hashlib.sha256(data).hexdigest().upper(), "--yes")


def test_update_asks_the_address_and_shows_the_changes(
    folder: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.files["/planets.zip"] = make_archive(PACK, capsys)
    run(capsys, "add", f"{site.address}/planets.zip", "--yes")

    assert run(capsys, "update") == "planets: up to date\n"
    assert site.requests[-1] == ("/planets.zip", 304)
    site.files["/planets.zip"] = make_archive(NEWER, capsys)
    assert run(capsys, "update", "--check") == "planets: a new version\nCompared with 1:\n  no changes\n"
    assert "version: '1'" in (folder / "planets.yaml").read_text(encoding="utf-8")
    assert "Use --yes" in main_error(capsys, "update", "planets")
    assert "planets 2: 4 facts" in run(capsys, "update", "--yes")
    assert "version: '2'" in (folder / "planets.yaml").read_text(encoding="utf-8")
    assert run(capsys, "update") == "planets: up to date\n"


def main_error(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that fails after some output, and return its stderr."""
    assert main(words) == 2
    return capsys.readouterr().err


def test_update_refuses_what_should_not_change(
    folder: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    data = site.files["/planets.zip"] = make_archive(PACK, capsys)
    address = f"{site.address}/planets.zip"
    run(capsys, "add", address, "--sha256", hashlib.sha256(data).hexdigest(), "--yes")

    site.files["/planets.zip"] = make_archive(NEWER, capsys)
    assert "planets: the download has changed: its SHA-256 is" in main_error(capsys, "update", "--yes")
    assert "version: '1'" in (folder / "planets.yaml").read_text(encoding="utf-8")


def test_removed_pack_has_no_origin_left(
    folder: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.files["/planets.zip"] = make_archive(PACK, capsys)
    run(capsys, "add", f"{site.address}/planets.zip", "--yes")
    run(capsys, "remove", "planets", "--yes")

    assert os.listdir(folder) == []
    assert run(capsys, "update") == "No pack is from an address.\n"


def test_pack_without_an_address_can_not_be_updated(capsys: pytest.CaptureFixture[str]) -> None:
    Path("planets.yaml").write_text(PACK, encoding="utf-8")
    run(capsys, "add", "planets.yaml")

    assert "is not from an address" in run_failing(["update", "planets"], capsys)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>", b"\x00" * 100])
def test_download_without_a_pack_is_refused(
    content: bytes, folder: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.files["/planets.zip"] = content

    run_failing(["add", f"{site.address}/planets.zip", "--yes"], capsys)
    assert not folder.exists()
