"""Names of common types that the program knows, for packs that have too few of their own."""

from collections.abc import Iterable, Sequence

from quiz.model.pack import Fact, Pool
from quiz.text.normalize import fold
from quiz.text.safe import Text

_ENOUGH = 6
"""Of a type with so many values a pack needs no others."""

# Behind a name, after a stroke, stands what else is called so, or overlaps with it: where a pack speaks of
# any of these, the others stay away.
_NAMES = {
    "weekday": "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday",
    "month": (
        "January, February, March, April, May, June, July, August, September, October, November, December"
    ),
    "season": "spring, summer, autumn/fall, winter",
    "continent": (
        "Africa, Antarctica, Asia/Eurasia, Europe/Eurasia, North America/America/the Americas, South "
        "America/America/the Americas, Australia/Oceania"
    ),
    "planet": "Mercury, Venus, Earth/the Earth, Mars, Jupiter, Saturn, Uranus, Neptune",
    "country": (
        "Argentina, Australia, Austria, Belgium, Bolivia, Brazil, Bulgaria, Cambodia, Canada, Chile, "
        "China/People’s Republic of China, Colombia, Costa Rica, Croatia, Cuba, Czechia/the Czech "
        "Republic, Denmark, Ecuador, Egypt, Estonia, Ethiopia, Finland, France, Germany, Ghana, Greece, "
        "Hungary, Iceland, India, Indonesia, Iran/Persia, Ireland/Republic of Ireland, Israel, Italy, "
        "Jamaica, Japan, Kenya, Latvia, Lithuania, Luxembourg, Madagascar, Malaysia, Mexico, Mongolia, "
        "Morocco, Nepal, the Netherlands/Holland, New Zealand, Nigeria, Norway, Pakistan, Panama, Peru, "
        "the Philippines, Poland, Portugal, Romania, Saudi Arabia, Senegal, Slovenia, South Africa, "
        "Spain, Sweden, Switzerland, Thailand, Tunisia, Turkey/Türkiye, Uganda, Ukraine, the United "
        "Kingdom/the UK/UK/Britain/Great Britain/England/Scotland/Wales/Northern Ireland, the United "
        "States/the US/US/the USA/USA/America/the United States of America, Uruguay, Venezuela, Vietnam"
    ),
    "language": (
        "Arabic, Bengali, Bulgarian, Catalan, Czech, Danish, Dutch, English, Estonian, Finnish, French, "
        "German, Greek, Hebrew, Hungarian, Icelandic, Irish/Gaelic, Italian, Japanese, Korean, Latin, "
        "Latvian, Lithuanian, Norwegian, Persian/Farsi, Polish, Portuguese, Romanian, Russian, "
        "Spanish/Castilian, Swahili, Swedish, Tamil, Thai, Turkish, Ukrainian, Vietnamese, Welsh"
    ),
}


def builtin_pools(facts: Iterable[Fact], own: Sequence[Pool]) -> tuple[Pool, ...]:
    """Give pools for the types that facts use and have few values of.

    Nothing is given where a pack has a pool of its own, or a value whose name is not known here: it may be
    the same thing under another name, or hold it.
    """
    told: dict[str, dict[str, None]] = {type_: {} for type_ in _NAMES}
    asked: set[str] = set()
    for fact in facts:
        for value in fact.values:
            if value.type in told:
                names = (value.text, *value.also, *value.accept, *value.wrong)
                told[value.type].update(dict.fromkeys(map(fold, names)))
                if value.asked:
                    asked.add(value.type)
    taken = {pool.type for pool in own}
    wanted = (
        type_ for type_ in _NAMES if type_ in asked and type_ not in taken and len(told[type_]) < _ENOUGH
    )
    found = (Pool(Text(type_), _others(type_, told[type_])) for type_ in wanted)
    return tuple(pool for pool in found if pool.values)


def _others(type_: str, told: Iterable[str]) -> tuple[Text, ...]:
    """Give the known names that have nothing to do with those of a pack; none where it has an unknown one."""
    groups = [name.strip().split("/") for name in _NAMES[type_].split(",")]
    calls = [(Text(names[0]), frozenset(map(fold, names))) for names in groups]
    if any(not any(name in spellings for _, spellings in calls) for name in told):
        return ()
    return tuple(text for text, spellings in calls if spellings.isdisjoint(told))
