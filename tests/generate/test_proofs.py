"""A candidate is disproved only if the pack shows that it is false."""

from typing import Any

import pytest

from quiz.generate import proofs
from quiz.generate.aliases import AliasIndex
from quiz.generate.proofs import PROOF_CHECKS, Disproof, ProofEngine, is_conflict
from quiz.model.pack import Fact, UnknownCells
from quiz.model.question import ProofReason
from quiz.text.safe import Text
from tests.generate.factories import disprove_value, fact, pack


def test_single_value_disproves_all_others() -> None:
    built = fact("<Ada> built it.", "person", id_="built")

    disproof = disprove_value(pack(built), built, 0, "Grace")

    assert disproof == Disproof(ProofReason.SINGLE_VALUED, ("built",))


@pytest.mark.parametrize(
    "candidate",
    [
        "Ada",
        "ADA",
        "“Ada”",
        "Ada Lovelace",
        "Ada!",
        "Ada King",
        "Lovelace",
        "Augusta",
        "Countess Augusta",
        "Babbage",
    ],
)
def test_right_answer_is_never_disproved(candidate: str) -> None:
    built = fact(
        "<Ada> built it with Babbage.",
        "person",
        also=["Countess of Lovelace", "Lovelace"],
        accept=["Augusta"],
    )

    assert disprove_value(pack(built), built, 0, candidate) is None


@pytest.mark.parametrize(
    ("key", "candidate", "is_false"),
    [
        ("Lennon and McCartney", "John Lennon", False),
        ("Lennon and McCartney", "Paul McCartney", False),
        ("Lennon and McCartney", "George Harrison", True),
        ("Lennon & McCartney", "Paul McCartney", False),
        ("Ra or Re", "Amun Re", False),
        ("John Lennon", "Lennon and McCartney", False),
        ("John Lennon", "Harrison and Starr", True),
        ("red and white", "off white", True),
        ("Trinidad and Tobago", "Antigua and Barbuda", True),
    ],
)
def test_member_of_a_group_is_not_disproved(key: str, candidate: str, is_false: bool) -> None:
    song = fact(f"<{key}> wrote it.", "writer", id_="song")

    assert (disprove_value(pack(song), song, 0, candidate) is not None) is is_false


def test_answer_of_another_row_about_the_subject_is_right() -> None:
    zoom = fact("The <film=Zoom> played it.", "film", id_="zoom")
    glee = fact("The <film=Glee> played it.", "film", id_="glee")
    films = pack(zoom, glee)

    assert disprove_value(films, zoom, 0, "Glee") is None
    assert disprove_value(films, zoom, 0, "Fame") == Disproof(ProofReason.COMPLETE_LIST, ("zoom", "glee"))


def test_answer_of_another_subject_is_false() -> None:
    peru = fact("In <country=Peru> it was <place=4th>.", values={"place": {"type": "ordinal"}})
    chad = fact("In <country=Chad> it was <place=9th>.", values={"place": {"type": "ordinal"}})

    assert disprove_value(pack(peru, chad), peru, 1, "9th") is not None
    assert disprove_value(pack(peru, chad), peru, 0, "Chad") is not None


def test_subject_in_another_spelling_is_the_same_subject() -> None:
    uk = fact("In <country=the UK> it was <place=4th>.", values={"country": {"accept": ["Britain"]}})
    britain = fact("In <country=Britain> it was <place=9th>.")

    assert disprove_value(pack(uk, britain), uk, 1, "9th") is None


def test_spelling_that_a_third_fact_accepts_joins_two_subjects() -> None:
    uk = fact("In <country=the UK> it was <place=4th>.")
    albion = fact("In <country=Albion> it was <place=9th>.")
    spelled = fact("It came from <Albion>.", "country", accept=["the UK"])

    assert disprove_value(pack(uk, albion, spelled), uk, 1, "9th") is None
    assert disprove_value(pack(uk, albion), uk, 1, "9th") is not None


def test_spelling_that_another_fact_accepts_is_right() -> None:
    came = fact("It came from <Britain>.", "country")
    went = fact("It went to <the UK>.", "country", accept=["Britain", "Great Britain"])

    assert disprove_value(pack(came, went), came, 0, "Great Britain") is None
    assert disprove_value(pack(came, went), came, 0, "Peru") is not None


def test_answer_to_the_same_question_is_right() -> None:
    ask = "Which chart did it lead in Peru?"
    values: dict[str, dict[str, Any]] = {"chart": {"ask": ask}, "weeks": {"type": "count"}}
    singles = fact("In Peru it led <chart=the Singles> for <weeks=9> weeks.", values=values, id_="singles")
    airplay = fact("In Peru it led <chart=the Airplay> for <weeks=2> weeks.", values=values, id_="airplay")
    charts = pack(singles, airplay)

    assert disprove_value(charts, singles, 0, "Airplay") is None
    assert disprove_value(charts, singles, 0, "Sales") == Disproof(
        ProofReason.COMPLETE_LIST, ("singles", "airplay")
    )


def test_value_is_open_if_another_row_about_the_subject_is() -> None:
    zoom = fact("<film=Zoom> played <song=Hero>.")
    glee = fact("<film=Glee> played <song=Hero>.", values={"film": {"open": True}})

    assert disprove_value(pack(zoom, glee), zoom, 0, "Fame") is None


@pytest.mark.parametrize(
    ("type_", "text", "also", "candidate"),
    [
        ("date", "14 May 2003", "June 1, 2003", "1 June 2003"),
        ("date", "14 May 2003", "June 1, 2003", "2003-06-01"),
        ("money", "$25.4 billion", "$1,500 million", "$1.5 billion"),
    ],
)
def test_right_number_in_another_form_is_not_disproved(
    type_: str, text: str, also: str, candidate: str
) -> None:
    with_both = fact(f"It came to <{text}>.", type_, also=[also])
    without = fact(f"It came to <{text}>.", type_)

    assert disprove_value(pack(with_both), with_both, 0, candidate) is None
    assert disprove_value(pack(without), without, 0, candidate) is not None


def test_other_value_of_the_sentence_is_not_disproved_in_any_spelling() -> None:
    values: dict[str, dict[str, Any]] = {
        "winner": {"type": "person"},
        "loser": {"type": "person", "also": ["Kim"]},
    }
    beat = fact("<winner=Ada> beat <loser=Max>.", values=values)
    spelled = fact("They saw <Maximilian>.", "person", accept=["Max"])

    assert disprove_value(pack(beat, spelled), beat, 0, "Kim") is None
    assert disprove_value(pack(beat, spelled), beat, 0, "Maximilian") is None
    assert disprove_value(pack(beat, spelled), beat, 0, "Lou") is not None


def test_text_in_the_rest_of_the_sentence_is_not_disproved() -> None:
    desert = fact("In <place=Amboy>, east of Bodie, lies the <desert=Mojave Desert>.")

    assert disprove_value(pack(desert), desert, 0, "Bodie") is None
    assert disprove_value(pack(desert), desert, 0, "Mojave Desert") is None
    assert disprove_value(pack(desert), desert, 1, "Amboy Desert") is None


def test_date_with_the_year_of_the_sentence_can_be_disproved() -> None:
    values: dict[str, dict[str, Any]] = {"year": {"type": "year"}, "day": {"type": "date"}}
    landing = fact("In <year=1969> it was <day=20 July 1969>.", values=values)

    assert disprove_value(pack(landing), landing, 1, "21 July 1969") is not None


def test_value_that_one_other_subject_owns_disproves_an_open_value() -> None:
    zoom = fact("<film=Zoom> played <song=Hero>.", values={"film": {"open": True}})
    glee = fact("<film=Glee> played <song=Escape>.", values={"film": {"open": True}}, id_="glee")

    assert disprove_value(pack(zoom, glee), zoom, 0, "Glee") == Disproof(ProofReason.INVERSE, ("glee",))


@pytest.mark.parametrize(
    "field", [{"open": True}, {"asked": False}, {"also": ["Hero"]}, {"also": ["Ballad"]}]
)
def test_open_value_is_not_disproved_if_its_owner_may_be_another(field: dict[str, object]) -> None:
    zoom = fact("<film=Zoom> played <song=Hero>.", values={"film": {"open": True}})
    glee = fact("<film=Glee> played <song=Escape>.", values={"film": {"open": True}, "song": field})

    assert disprove_value(pack(zoom, glee), zoom, 0, "Glee") is None


def test_open_value_is_not_disproved_by_a_row_that_differs_twice() -> None:
    zoom = fact("<film=Zoom> played <song=Hero> in <year=2006>.", values={"film": {"open": True}})
    glee = fact("<film=Glee> played <song=Escape> in <year=2012>.", values={"film": {"open": True}})

    assert disprove_value(pack(zoom, glee), zoom, 0, "Glee") is None


def test_conflict_is_one_name_or_one_text_in_the_other() -> None:
    aliases = AliasIndex(pack(fact("It went to <the UK>.", "country", accept=["Albion"])))

    assert is_conflict("Albion", "the UK", aliases)
    assert is_conflict("New Albion", "Albion", aliases)
    assert not is_conflict("Albion", "Peru", aliases)


def test_checks_are_in_the_specified_order() -> None:
    assert [check.applies for check in PROOF_CHECKS] == [
        proofs.is_accepted,
        proofs.is_same_magnitude,
        proofs.shares_part,
        proofs.is_in_sentence,
        proofs.contains_other_value,
        proofs.is_declared_wrong,
        proofs.is_probably_accepted,
        proofs.is_member,
        proofs.is_doubtful,
        proofs.is_related,
        proofs.is_mentioned_elsewhere,
        proofs.is_open,
    ]


@pytest.mark.parametrize(
    ("marked", "type_", "candidate"),
    [
        ("<Ada Lovelace> built it.", "person", "Ada"),
        ("It came out on <14 May 2003>.", "date", "2003-05-14"),
        ("<Ada> built it with Babbage.", "person", "Babbage"),
    ],
)
def test_declaration_does_not_disprove_a_right_or_repeated_text(
    marked: str, type_: str, candidate: str
) -> None:
    built = fact(marked, type_, wrong=[candidate])

    assert disprove_value(pack(built), built, 0, candidate) is None


def test_declaration_does_not_disprove_a_text_with_another_value() -> None:
    desert = fact("In <place=Amboy> lies <desert=Mojave>.", values={"desert": {"wrong": ["Amboy Desert"]}})

    assert disprove_value(pack(desert), desert, 1, "Amboy Desert") is None


ZOOM = fact("<film=Zoom> played <song=Hero>.", values={"film": {"open": True}})
GLEE = fact("<film=Glee> played <song=Escape>.", values={"film": {"open": True}})
RELATED = fact("<film=Glee> was named after <song=Hero>.")
UNKNOWN = UnknownCells(ZOOM.relation, 0, (Text("Glee"),))


@pytest.mark.parametrize(
    ("others", "unknown_cells"), [((), ()), ((GLEE,), ()), ((RELATED,), ()), ((GLEE,), (UNKNOWN,))]
)
def test_declaration_disproves_what_the_pack_leaves_open(
    others: tuple[Fact, ...], unknown_cells: tuple[UnknownCells, ...]
) -> None:
    zoom = fact(
        "<film=Zoom> played <song=Hero>.", values={"film": {"open": True, "wrong": ["Glee"]}}, id_="z"
    )
    songs = pack(zoom, *others)._replace(unknown_cells=unknown_cells)

    assert disprove_value(songs, zoom, 0, "Glee") == Disproof(ProofReason.DECLARED_WRONG, ("z",))


@pytest.mark.parametrize(("others", "unknown_cells"), [((RELATED,), ()), ((), (UNKNOWN,))])
def test_doubtful_or_related_text_is_not_disproved_by_its_owner(
    others: tuple[Fact, ...], unknown_cells: tuple[UnknownCells, ...]
) -> None:
    left_open = pack(ZOOM, GLEE, *others)._replace(unknown_cells=unknown_cells)

    assert disprove_value(pack(ZOOM, GLEE), ZOOM, 0, "Glee") is not None
    assert disprove_value(left_open, ZOOM, 0, "Glee") is None


def test_context_serves_all_candidates_of_a_value() -> None:
    capital = fact("The capital of <country=Peru> is <city=Lima>.")
    context = ProofEngine(pack(capital)).find_context(capital, 1)

    assert proofs.disprove(context, "Lima") is None
    assert proofs.disprove(context, "Quito") is not None
