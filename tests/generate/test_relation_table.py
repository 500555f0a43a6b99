"""Rows of a relation are found by their subject, and counted by column."""

from quiz.generate.fact_index import FactIndex
from quiz.generate.relation_table import RelationTable
from quiz.model.pack import Fact
from tests.generate.factories import fact, pack


def build_table(*rows: Fact) -> RelationTable:
    return FactIndex(pack(*rows), english=True).table_of(rows[0])


def capital(country: str, city: str, **fields: object) -> Fact:
    return fact(f"The capital of <country={country}> is <city={city}>.", values={"country": fields}, id_=city)


def test_column_is_lopsided_if_one_value_fills_more_than_half() -> None:
    rows = [
        fact(f"In <country={country}> it was <place={place}>.")
        for country, place in [("Peru", "1st"), ("Chad", "1st"), ("Mali", "1st"), ("Cuba", "2nd")]
    ]

    assert build_table(*rows).column(1).is_lopsided
    assert not build_table(*rows).column(0).is_lopsided
    assert not build_table(*rows[:2]).column(1).is_lopsided  # too few rows


def test_rows_about_a_subject_share_its_other_values() -> None:
    lima, sucre, la_paz = capital("Peru", "Lima"), capital("Bolivia", "Sucre"), capital("Bolivia", "La Paz")
    table = build_table(lima, sucre, la_paz)

    assert [row.id for row in table.find_rows_about_subject(sucre, 1)] == ["Sucre", "La Paz"]
    assert [row.id for row in table.find_rows_about_subject(sucre, 0)] == ["Sucre"]


def test_other_right_name_of_a_subject_is_matched() -> None:
    sucre = capital("Bolivia", "Sucre")
    both = capital("Peru", "Cusco", also=["Bolivia"])

    assert [row.id for row in build_table(sucre, both).find_rows_about_subject(sucre, 1)] == [
        "Sucre",
        "Cusco",
    ]


def test_long_table_is_searched_by_every_value_of_the_subject() -> None:
    rows = [
        fact(f"In <year={year}> <country={country}> chose <city=City {year} {country}>.")
        for year in range(1900, 1950)
        for country in ("Peru", "Chad", "Mali")
    ]
    table = build_table(*rows)

    assert list(table.find_rows_about_subject(rows[4], 2)) == [rows[4]]
