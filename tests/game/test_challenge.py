"""Challenge codes and the rounds that they stand for."""  # prose: ok

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.challenge import Challenge, decode_challenge, encode_challenge, find_selections, hash_selection
from quiz.model.errors import UsageError

CHALLENGE = Challenge(
    "classic", None, 10, 545_659, 20.0, True, 13_257, 12, (hash_selection("world/*"),), b"\x01\x02\x03\x04"
)
CODE = str(encode_challenge(CHALLENGE))


@given(
    st.builds(
        Challenge,
        st.sampled_from(["classic", "fact-or-fiction", "sudden-death", "ladder", "daily"]),
        st.sampled_from([None, "choice", "closest"]),
        st.integers(1, 10**15),
        st.integers(0, 10**15),
        st.none() | st.integers(1, 10**6).map(lambda tenths: tenths / 10),
        st.booleans(),
        st.integers(0, 10**9),
        st.integers(0, 200),
        st.lists(st.binary(min_size=2, max_size=2), max_size=40).map(tuple),
        st.binary(min_size=4, max_size=4),
    )
)
def test_every_challenge_is_read_back(challenge: Challenge) -> None:
    code = encode_challenge(challenge)

    assert code is not None
    assert decode_challenge(code) == challenge


def test_case_spaces_hyphens_and_letters_that_look_alike_do_not_matter() -> None:
    written = CODE.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert decode_challenge(f"  {written}\n") == CHALLENGE


@pytest.mark.parametrize("position", range(0, len(CODE), 3))
def test_every_typing_error_is_found(position: int) -> None:
    if CODE[position] == "-":
        return
    other = "7" if CODE[position] != "7" else "8"
    with pytest.raises(UsageError, match=r"typing error|another version"):
        decode_challenge(CODE[:position] + other + CODE[position + 1 :])


@pytest.mark.parametrize(
    "code", ["", "-", CODE[:-2], "UUUUU", "é", "\x1b]0;x\x07", "0" * 501, CODE + "0000000"]
)
def test_what_is_not_a_code_is_refused_in_a_sentence(code: str) -> None:
    with pytest.raises(UsageError, match=r"challenge|typing error") as error:
        decode_challenge(code)
    assert str(error.value).isprintable()


@given(st.text(max_size=80))
def test_any_text_is_a_challenge_or_a_usage_error(code: str) -> None:
    try:
        decode_challenge(code)
    except UsageError:
        return


def test_time_limits_that_a_code_cannot_have_are_refused() -> None:
    assert encode_challenge(CHALLENGE._replace(seconds=0.25)) is None
    assert encode_challenge(CHALLENGE._replace(mode="practice")) is None


def test_missing_packs_are_reported() -> None:
    assert find_selections(CHALLENGE.selections, ["world/capitals", "world/*"]) == ("world/*",)
    with pytest.raises(UsageError, match="needs 1 pack or category that you don't have"):
        find_selections(CHALLENGE.selections, ["world/capitals"])
