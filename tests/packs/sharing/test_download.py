"""Downloads from a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.model.errors import UsageError
from quiz.packs.sharing import download as module
from quiz.packs.sharing.download import Download, download
from tests.https_server import Site, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("server")) as site:
        site.files["/p.zip"] = b"pack"
        yield site


def fetch(site: Site, path: str, etag: str | None = None, *, seconds: float = 0) -> Download | None:
    """Download a file; each look at the clock takes some seconds."""
    times = iter(range(1000))
    context = site.trusting_context()
    return download(f"{site.address}{path}", etag, clock=lambda: next(times) * seconds, context=context)


def test_file_comes_with_its_host_and_etag(site: Site) -> None:
    found = fetch(site, "/p.zip")

    assert found is not None
    assert found.data == b"pack"
    assert site.address == f"https://{found.host}"
    assert found.etag
    assert fetch(site, "/p.zip", found.etag) is None


def test_redirect_is_followed_to_https_only(site: Site) -> None:
    site.redirects["/moved"] = "/p.zip"
    site.redirects["/plain"] = f"{site.address.replace('https', 'http')}/p.zip"
    site.redirects["/user"] = site.address.replace("https://", "https://ana:x@") + "/p.zip"
    site.redirects["/loop"] = "/loop"

    found = fetch(site, "/moved")
    assert found is not None
    assert found.data == b"pack"
    with pytest.raises(UsageError, match="https only"):
        fetch(site, "/plain")
    with pytest.raises(UsageError, match="no user name"):
        fetch(site, "/user")
    with pytest.raises(UsageError, match="answers 302"):
        fetch(site, "/loop")


def test_failure_is_a_sentence(site: Site) -> None:
    with pytest.raises(UsageError, match="/absent answers 404 Not Found"):
        fetch(site, "/absent")
    with pytest.raises(UsageError, match="can’t be reached"):
        download("https://localhost:1/p.zip", clock=lambda: 0)
    with pytest.raises(UsageError, match=r"can’t be reached: .*certificate"):
        download(f"{site.address}/p.zip", clock=lambda: 0)


def test_size_and_time_are_limited(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.files["/large"] = bytes(300_000)

    with pytest.raises(UsageError, match="takes longer than 5 minutes"):
        fetch(site, "/large", seconds=200)
    monkeypatch.setattr(module, "MAX_BYTES", 200_000)
    with pytest.raises(UsageError, match="is larger than"):
        fetch(site, "/large")
    assert fetch(site, "/p.zip") is not None


def test_user_name_is_never_sent(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no user name"):
        download("https://ana@localhost/p.zip", clock=lambda: 0)
