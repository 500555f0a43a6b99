"""Downloads, with limits on size and time."""

import ssl
import urllib.request
from collections.abc import Callable
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from quiz.model.errors import UsageError
from quiz.packs.sharing.address import check_url

MAX_BYTES = 64 << 20
_MAX_SECONDS = 300
_MAX_SILENT_SECONDS = 30
_CHUNK = 1 << 16
_NOT_MODIFIED = 304


class Download(NamedTuple):
    """A file that was downloaded."""

    data: bytes
    host: str
    """The host that it came from, after all redirects."""
    etag: str | None


class _CheckedRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to addresses that could have been typed."""

    def redirect_request(self, *args: object) -> urllib.request.Request | None:
        check_url(str(args[-1]))
        return super().redirect_request(*args)  # type: ignore[arg-type]


def download(
    url: str,
    etag: str | None = None,
    *,
    clock: Callable[[], float],
    context: ssl.SSLContext | None = None,
) -> Download | None:
    """Download a file; return `None` if it has not changed since the download with this ETag.

    Raises:
        UsageError: It can't be downloaded, is too large or takes too long.
    """
    check_url(url)
    request = urllib.request.Request(url, headers={"User-Agent": "quiz", "Accept": "*/*"})
    if etag is not None:
        request.add_header("If-None-Match", etag)
    https = urllib.request.HTTPSHandler(context=context)
    opener = urllib.request.build_opener(https, _CheckedRedirects)
    try:
        with opener.open(request, timeout=_MAX_SILENT_SECONDS) as response:
            data = _read(response.read, clock, url)
            host = urlsplit(response.geturl()).netloc
            return Download(data, host, response.headers.get("ETag"))
    except HTTPError as error:
        with error:
            if error.code == _NOT_MODIFIED:
                return None
        raise UsageError(f"{url} answers {error.code} {error.reason}") from error
    except URLError as error:
        raise UsageError(f"{url} can’t be reached: {error.reason}") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"{url} can’t be downloaded: {error}") from error


def _read(read: Callable[[int], bytes], clock: Callable[[], float], url: str) -> bytes:
    end = clock() + _MAX_SECONDS
    data = bytearray()
    while chunk := read(_CHUNK):
        data += chunk
        if len(data) > MAX_BYTES:
            raise UsageError(f"{url} is larger than {MAX_BYTES >> 20} MiB")
        if clock() > end:
            raise UsageError(f"{url} takes longer than {_MAX_SECONDS // 60} minutes")
    return bytes(data)
