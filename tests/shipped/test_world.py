"""The built-in packs “countries” and “elements” as data: they agree with themselves and with known facts."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_flaws
from quiz.model.pack import Fact, Kind, Pack
from quiz.model.question import Question
from quiz.text.normalize import contains, fold
from tests.shipped.builtin import build_maker, read_builtin

pytestmark = pytest.mark.slow

SYMBOLS = """
    H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb
    Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu
    Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db
    Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
""".split()
PERIODS = [(1, 2), (3, 10), (11, 18), (19, 36), (37, 54), (55, 86), (87, 118)]
UNITS = {"elements": {"element", "section", "paragraph"}, "countries": {"profile"}}
KNOWN_VALUES = {
    "countries/capital-pacific-australia.capital": "Canberra",
    "countries/capital-west-africa-nigeria.capital": "Abuja",
    "countries/capital-central-asia-kazakhstan.capital": "Astana",
    "countries/capital-east-europe-ukraine.capital": "Kyiv",
    "countries/capital-pacific-canada.capital": "Ottawa",
    "countries/domain-c-switzerland.domain": ".ch",
    "countries/domain-a-and-b-algeria.domain": ".dz",
    "countries/money-asia-mongolia.money": "tugrik",
    "countries/language-from-europe-suriname.language": "Dutch",
    "countries/peak-america-argentina.peak": "Aconcagua",
    "elements/symbol-p-lead.symbol": "Pb",
    "elements/symbol-t-tungsten.symbol": "W",
    "elements/latin-iron.latin": "ferrum",
    "elements/discoverer-francium.person": "Marguerite Perey",
    "elements/year-phosphorus.year": "1669",
    "elements/place-hafnium.place": "Copenhagen",
}
TWO_OR_DISPUTED_CAPITALS = """
    Benin, Bolivia, Burundi, Côte d’Ivoire, Equatorial Guinea, Eswatini, Indonesia, Israel, Kiribati, Kosovo,
    Malaysia, Myanmar, Nauru, Palestine, South Africa, Sri Lanka, Switzerland, Taiwan, Yemen
"""


@pytest.fixture(scope="module", params=["countries", "elements"])
def pack(request: pytest.FixtureRequest) -> Pack:
    return read_builtin(request.param)


@pytest.fixture(scope="module")
def questions(pack: Pack) -> tuple[Question, ...]:
    return tuple(question for seed in range(2) for question in build_maker(pack.name).iter_questions(seed))


def iter_rows(name: str, prefix: str) -> Iterator[tuple[Fact, list[str]]]:
    """Yield the facts of a pack whose ids have a prefix, each with its values."""
    for fact in read_builtin(name).facts:
        if fact.id.startswith(prefix):
            yield fact, [str(value.text) for value in fact.values]


def test_categories_fill_a_round(pack: Pack) -> None:
    maker = build_maker(pack.name)

    assert len(pack.facts) >= 400
    assert len({category.name for category in pack.categories}) >= 4
    for category in pack.categories:
        requests = [DrawRequest(categories=(category.name,), length=10, seed=seed) for seed in range(10)]
        lengths = [len(tuple(draw_questions([maker], request))) for request in requests]
        assert lengths.count(10) >= 7, category.name
        assert min(lengths) >= 8, category.name


def test_each_source_has_licence_date_link_note_and_unit(pack: Pack) -> None:
    for source in pack.sources:
        assert None not in (source.licence, source.date, source.url, source.note)
        assert source.unit in UNITS[pack.name]


def test_each_fact_cites_the_section_about_its_subject(pack: Pack) -> None:
    for fact in pack.facts:
        assert fact.citations, fact.id
        for citation in fact.citations:
            assert citation.first == citation.last
            heading = citation.locator.split(",")[0]
            if pack.name == "elements":
                first, last = PERIODS[int(heading.removeprefix("Period ")) - 1]
                assert first <= citation.first <= last
                continue
            subject = {"Burma": "Myanmar"}.get(heading, heading)
            assert contains(fact.sentence, subject), (fact.id, citation.locator)


def test_questions_have_no_item_flaws_and_prove_each_wrong_option(
    questions: tuple[Question, ...],
) -> None:
    for question in questions:
        assert not find_flaws(question), question.id
        wrong = [option for option in range(len(question.options)) if option != question.key]
        assert [proof.option for proof in question.proofs] == wrong, question.id
        assert len(set(map(fold, question.options))) == len(question.options)


def test_nearly_all_choices_have_three_wrong_options(pack: Pack, questions: tuple[Question, ...]) -> None:
    choices = [question for question in questions if question.kind is Kind.CHOICE]

    assert sum(len(question.options) == 4 for question in choices) >= 0.95 * len(choices)


def test_well_known_values_are_right() -> None:
    values: dict[str, str] = {}
    for name in UNITS:
        facts = read_builtin(name).facts
        values |= {f"{name}/{fact.id}.{value.label}": value.text for fact in facts for value in fact.values}

    assert {target_id: values[target_id] for target_id in KNOWN_VALUES} == KNOWN_VALUES


def test_all_118_elements_have_the_right_symbol_and_number() -> None:
    symbols = {element: symbol for _, (element, symbol) in iter_rows("elements", "symbol-")}
    numbers = {int(number): element for _, (element, number) in iter_rows("elements", "number-")}

    assert [symbols[numbers[number]] for number in range(1, 119)] == SYMBOLS


def test_element_is_below_one_of_the_previous_period() -> None:
    numbers = {element: int(number) for _, (element, number) in iter_rows("elements", "number-")}
    period = {
        number: index for index, (first, last) in enumerate(PERIODS) for number in range(first, last + 1)
    }
    below = [(numbers[lower], numbers[upper]) for _, (lower, upper) in iter_rows("elements", "below-")]

    assert len(below) == len(set(below)) == 68
    for lower, upper in below:
        assert period[lower] == period[upper] + 1
        # Both have the same distance from the start of their period, or from the noble gas at its end.
        ends = PERIODS[period[lower]][1] - lower == PERIODS[period[upper]][1] - upper
        begins = lower - PERIODS[period[lower]][0] == upper - PERIODS[period[upper]][0]
        assert ends or begins, (SYMBOLS[lower - 1], SYMBOLS[upper - 1])


def test_borders_are_symmetric() -> None:
    borders: dict[str, set[str]] = defaultdict(set)
    for fact, (country, neighbour) in iter_rows("countries", "border-"):
        borders[country] |= {neighbour, *map(str, fact.values[1].also)}

    assert len(borders) >= 100
    for country, neighbours in borders.items():
        for neighbour in neighbours & set(borders):
            assert country in borders[neighbour], (country, neighbour)


def test_landlocked_country_is_not_a_declared_wrong_answer() -> None:
    landlocked = {country for _, (_, country) in iter_rows("countries", "landlocked-")}
    declared = {
        str(text) for fact, _ in iter_rows("countries", "landlocked-") for text in fact.values[1].wrong
    }

    assert len(landlocked) >= 30
    assert not landlocked & declared


def test_countries_with_two_or_a_disputed_capital_are_left_out() -> None:
    countries = {country for _, (country, _) in iter_rows("countries", "capital-")}

    assert len(countries) >= 140
    assert not countries & {name.strip() for name in TWO_OR_DISPUTED_CAPITALS.replace("\n", " ").split(",")}


def test_shared_name_of_money_is_not_asked_for_its_country() -> None:
    asked: dict[str, list[str]] = defaultdict(list)
    shared: set[str] = set()
    for fact, (country, money) in iter_rows("countries", "money-"):
        if fact.values[0].asked:
            asked[fold(money)].append(country)
        else:
            shared.add(fold(money))

    assert all(len(countries) == 1 for countries in asked.values())
    assert not shared & set(asked)
    assert "euro" not in shared | set(asked)


def test_language_that_is_official_in_two_countries_is_not_asked_for_its_country() -> None:
    # A form of Persian is official in Afghanistan, and Malay in Malaysia and Singapore.
    asked = {language for fact, (_, language) in iter_rows("countries", "language-") if fact.values[0].asked}

    assert asked
    assert not asked & {"Persian", "Farsi", "Dari", "Malay", "Arabic", "Korean", "Swahili", "Tamil"}
