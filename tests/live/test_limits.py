"""Limits by connection and by address."""

import pytest

from quiz.live.limits import AddressCounts, AddressReader, MessageRate


def test_messages_are_counted_by_second() -> None:
    rate = MessageRate(3)

    assert [rate.allow(at) for at in (1000, 1400, 1999, 1999, 2000, 2001)] == [
        True,
        True,
        True,
        False,
        True,
        True,
    ]


def test_address_has_a_limit_of_its_own() -> None:
    counts = AddressCounts(2)

    assert [counts.add("10.0.0.1") for _ in range(3)] == [True, True, False]
    assert counts.add("10.0.0.2")
    counts.remove("10.0.0.1")
    assert counts.add("10.0.0.1")


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("192.0.2.9", None, "192.0.2.9"),
        ("192.0.2.9", "203.0.113.5", "192.0.2.9"),
        ("10.0.0.2", "203.0.113.5", "203.0.113.5"),
        ("10.0.0.2", "6.6.6.6, 203.0.113.5", "203.0.113.5"),
        ("10.0.0.2", "6.6.6.6, 203.0.113.5, 10.0.0.3", "203.0.113.5"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "10.0.0.3", "10.0.0.3"),
        ("10.0.0.2", "nonsense", "nonsense"),
        ("::ffff:10.0.0.2", "203.0.113.5", "203.0.113.5"),
        ("::ffff:192.0.2.9", "203.0.113.5", "192.0.2.9"),
        (None, "203.0.113.5", ""),
        ("2001:db8:1:2:a::1", None, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:b::9", None, "2001:db8:1:2::/64"),
        ("10.0.0.2", "2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", None, "fe80::/64"),
    ],
)
def test_only_a_known_proxy_names_another_address(
    peer: str | None, forwarded: str | None, address: str
) -> None:
    assert AddressReader(["10.0.0.0/8"]).find(peer, forwarded) == address
