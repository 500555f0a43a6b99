"""Built-in pools: names of common types, for packs with too few of their own."""

from collections.abc import Iterable, Sequence

from quiz.model.pack import AnswerGroup, Fact, Pool
from quiz.text.normalize import fold
from quiz.text.safe import Text

_ENOUGH_VALUES = 6
"""A pack with this many values of a type needs no others."""

# After a slash: other names of the same thing, and names that overlap with it. If a pack has one name of a
# group, the whole group is left out.
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


def builtin_pools(facts: Iterable[Fact], own_pools: Sequence[Pool]) -> tuple[Pool, ...]:
    """Return pools for the types that facts ask for and have few values of.

    A type gets none if the pack has its own pool, or a value that is not listed here: that value may be
    another name of a listed one, or contain it.
    """
    pack_names: dict[str, dict[str, None]] = {type_: {} for type_ in _NAMES}
    asked_types: set[str] = set()
    groups: set[tuple[str, AnswerGroup]] = set()
    for fact in facts:
        for value in fact.values:
            if value.type in pack_names:
                names = (value.text, *value.also, *value.accept, *value.wrong)
                pack_names[value.type].update(dict.fromkeys(map(fold, names)))
                if value.group is not None:
                    groups.add((value.type, value.group))
                if value.asked:
                    asked_types.add(value.type)
    for type_, group in groups:
        pack_names[type_].update(dict.fromkeys(map(fold, group.texts)))
    missing = asked_types - {pool.type for pool in own_pools}
    pools = (
        Pool(Text(type_), _unrelated_names(type_, names))
        for type_, names in pack_names.items()
        if type_ in missing and len(names) < _ENOUGH_VALUES
    )
    return tuple(pool for pool in pools if pool.values)


def _unrelated_names(type_: str, pack_names: Iterable[str]) -> tuple[Text, ...]:
    """Return the listed names that don't overlap with the pack's; none if the pack has an unlisted name."""
    groups = [name.strip().split("/") for name in _NAMES[type_].split(",")]
    spellings = {Text(group[0]): frozenset(map(fold, group)) for group in groups}
    names = frozenset(pack_names)
    if not names <= frozenset().union(*spellings.values()):
        return ()
    return tuple(text for text, group in spellings.items() if names.isdisjoint(group))
