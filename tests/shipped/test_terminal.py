"""The built-in pack “terminal” as data: it agrees with itself and with the tables of the standard library."""

import signal
import stat
from http import HTTPStatus

import pytest

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Pack
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack

pytestmark = pytest.mark.slow

CHARACTERS = {
    "bell": "\a",
    "backspace": "\b",
    "tab": "\t",
    "line feed": "\n",
    "form feed": "\f",
    "carriage return": "\r",
    "escape": "\x1b",
    "space": " ",
    "digit zero": "0",
    "at sign": "@",
    "capital A": "A",
    "small a": "a",
    "delete": "\x7f",
}
FIRST_BYTES = {
    "a ZIP archive": b"PK",
    "a PNG image": b"\x89P",
    "a GIF image": b"GI",
    "a PDF document": b"%P",
    "an ELF program": b"\x7fE",
    "a JPEG image": b"\xff\xd8",
    "a gzip file": b"\x1f\x8b",
}
RENAMED = {414}
"""Status codes whose phrase in `http` depends on the version of Python."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    reading = read_pack(library.builtin_pack_folder() / "terminal")
    assert reading.problems == ()
    assert reading.pack is not None
    return reading.pack


def list_pairs(pack: Pack, prefix: str) -> list[tuple[str, str]]:
    """List the first two values of each fact whose id has a prefix, without back-quotes."""
    facts = [fact for fact in pack.facts if fact.id.startswith(prefix)]
    return [(fact.values[0].text.strip("`"), fact.values[1].text.strip("`")) for fact in facts]


def test_each_category_fills_a_round(pack: Pack) -> None:
    maker = QuestionMaker(pack)

    for category in pack.categories:
        for seed in range(10):
            request = DrawRequest(categories=(category.name,), length=10, seed=seed)
            assert len(tuple(draw_questions([maker], request))) == 10, (category.name, seed)


def test_each_source_has_licence_date_link_note_and_unit(pack: Pack) -> None:
    for source in pack.sources:
        assert None not in (source.licence, source.date, source.url, source.note), source.title
        assert source.unit != "paragraph", source.title


def test_most_asked_facts_have_a_story(pack: Pack) -> None:
    asked = [fact for fact in pack.facts if any(value.asked for value in fact.values)]

    assert len(asked) >= 250
    assert sum(fact.more is not None for fact in asked) >= 0.7 * len(asked)


def test_questions_have_no_item_flaws_and_prove_each_wrong_option(pack: Pack) -> None:
    hand_written = {question.id for question in pack.questions}

    for question in QuestionMaker(pack).iter_questions(0):
        assert not find_flaws(question), question.id
        if question.target_id.removeprefix("terminal/") in hand_written:
            continue
        wrong = [option for option in range(len(question.options)) if option != question.key]
        assert [proof.option for proof in question.proofs] == wrong, question.id


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has other signals")
def test_signals_have_their_numbers(pack: Pack) -> None:
    numbers = list_pairs(pack, "signal-sig")

    assert len(numbers) == 11
    for name, number in numbers:
        assert signal.Signals[name] == int(number)


def test_exit_status_of_a_signal_is_128_more(pack: Pack) -> None:
    statuses = [(int(status), meaning.split()[-1]) for status, meaning in list_pairs(pack, "exit-")]
    ended = [(status, int(number)) for status, number in statuses if status > 128]

    assert len(ended) == 3
    for status, number in ended:
        assert status == 128 + number


def test_status_codes_have_their_phrases(pack: Pack) -> None:
    phrases = list_pairs(pack, "status-")

    assert len(phrases) == 24
    for code, phrase in phrases:
        assert int(code) in RENAMED or HTTPStatus(int(code)).phrase.casefold() == phrase.casefold()


def test_characters_have_their_codes(pack: Pack) -> None:
    codes = list_pairs(pack, "ascii-")

    assert len(codes) == 11
    for character, code in codes:
        assert ord(CHARACTERS[character]) == int(code)


def test_control_key_is_64_before_its_letter(pack: Pack) -> None:
    keys = list_pairs(pack, "control-")

    assert len(keys) == 6
    for key, character in keys:
        assert ord(CHARACTERS[character]) == ord(key.removeprefix("Ctrl+")) - 64


def test_formats_have_their_first_bytes(pack: Pack) -> None:
    formats = list_pairs(pack, "magic-")

    assert {name[0].lower() + name[1:]: bytes.fromhex(code) for name, code in formats} == FIRST_BYTES


def test_modes_in_numbers_and_letters_agree(pack: Pack) -> None:
    modes = list_pairs(pack, "mode-")

    assert len(modes) == 6
    for octal, letters in modes:
        assert stat.filemode(stat.S_IFREG | int(octal, 8)) == f"-{letters}"
