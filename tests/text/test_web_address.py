"""Addresses of web pages."""

import string
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.text.safe import Text
from quiz.text.web_address import AddressError, describe_link, parse_web_address


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.org", "example.org"),
        ("HTTP://Example.ORG/A?b#c", "example.org"),
        ("https://example.org:8443/a", "example.org"),
        ("https://example.org/a@b", "example.org"),
        ("https://example.org?next=https://evil.example/@x", "example.org"),
        ("https://en.wikipedia.org/wiki/Rhine_(river)", "en.wikipedia.org"),
        ("https://192.0.2.7/a", "192.0.2.7"),
        ("https://localhost/a", "localhost"),
        ("https://bücher.example/a", "xn--bcher-kva.example"),
        ("https://bu\u0308cher.example/a", "xn--bcher-kva.example"),
        ("https://p\u0430ypal.example/login", "xn--pypal-4ve.example"),
        ("https://xn--pypal-4ve.example/login", "xn--pypal-4ve.example"),
        ("https://مثال.example/", "xn--mgbh0fb.example"),
        ("https://a_b.example/", "a_b.example"),
    ],
)
def test_host_is_the_one_that_is_opened(address: str, host: str) -> None:
    parsed = parse_web_address(address)

    assert parsed.host == host
    assert parsed.url.split("/")[2].partition(":")[0].partition("?")[0] == host
    assert parsed.url.isascii() or not address.isascii()


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("", "http"),
        ("www.example.org", "http"),
        ("ftp://example.org/a", "http"),
        ("javascript:alert(1)", "http"),
        ("https://", "host"),
        ("https:///a", "host"),
        ("https://good.example@evil.example/", "@"),
        ("https://good.example:pass@evil.example/", "@"),
        ("https://@evil.example/", "@"),
        ("https://good.example%2f@evil.example/", "@"),
        ("https://evil.example\\@good.example/", "backslash"),
        ("https://evil.example\\good.example/", "backslash"),
        ("https://good.example /", "space"),
        ("https://good.example／.evil.example/", "host"),
        ("https://good.example⁄.evil.example/", "host"),
        ("https://evil。example/", "host"),
        ("https://ＥＶＩＬ.example/", "host"),
        ("https://straße.example/", "host"),
        ("https://ab\u200dc.example/", "host"),
        ("https://a\u00adb.example/", "host"),
        ("https://%65vil.example/", "host"),
        ("https://2130706433/", "host"),
        ("https://0x7f.1/", "host"),
        ("https://127.1/", "host"),
        ("https://example.org:abc/", "host"),
        ("https://-a.example/", "host"),
        ("https://a..example/", "host"),
        ("https://" + "a" * 64 + ".example/", "host"),
        ("https://" + "long." * 30 + "example/", "host"),
        ("https://example.org/" + "a" * 1_000, "characters"),
    ],
)
def test_address_that_may_mislead_is_refused(address: str, word: str) -> None:
    with pytest.raises(AddressError) as refused:
        parse_web_address(address)

    assert word in f"{refused.value} {refused.value.advice}"


def test_link_with_other_letters_shows_its_host_in_ascii() -> None:
    assert describe_link(Text("https://p\u0430ypal.example/a")).endswith(
        "(the host is xn--pypal-4ve.example)"
    )
    assert describe_link(Text("https://example.org/ä")) == "https://example.org/ä"


@given(st.text(alphabet=string.ascii_letters + "0129.:/@\\\\%?#[]-_äßас／。\u200d", max_size=30))
def test_accepted_address_has_one_host_for_every_reader(text: str) -> None:
    try:
        address = parse_web_address(f"https://{text}")
    except AddressError:
        return

    assert address.host.isascii()
    assert urlsplit(address.url).hostname == address.host
    assert urlsplit(address.url).username is None
    assert parse_web_address(address.url).url == address.url
