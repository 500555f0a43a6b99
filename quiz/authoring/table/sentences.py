"""The sentence and the question that a draft proposes for a column."""

import re
from typing import NamedTuple

from quiz.authoring.table.columns import Column
from quiz.model.value_types import PARSED_TYPES
from quiz.text.english import is_plural

_NUMERIC = frozenset(("count", "number", "money", "percent"))
_TIMES = frozenset(("year", "date"))
_MAX_WORDS = 5
_ODD_ENDINGS = frozenset("of by in for at on to from with as is was has".split())
_ODD_STARTS = frozenset("is has was had are did does can in at on by for from to with known any".split())
_ROLES = frozenset(
    "director author artist writer composer architect founder inventor discoverer painter".split()
)
_SYMBOLS_IN_WORDS = re.compile(r"[^\w\s'’-]")


class Wording(NamedTuple):
    """A sentence and questions in which `{s}` is the subject and `{v}` the value."""

    fact: str
    ask: str
    back: str | None = None
    """A question for the subject, which has `{n}` for its noun."""


class SubjectWords(NamedTuple):
    """The words for the subjects of a table."""

    mark: str
    """The name of its column."""
    noun: str
    is_located: bool
    """Whether the subjects lie in places."""
    is_english: bool
    has_headings: bool = True
    """Whether the headings are the author's."""


_EVENTS = (
    ("birth", "born", "birthdate birthday birthyear born dob"),
    ("death", "died", "deathdate deathyear died dod"),
    ("release", "released", "released released-in released-on"),
    ("founding", "founded", "founded established inception foundation founding"),
    ("discovery", "discovered", "discovered"),
    ("construction", "built", "built"),
    ("publication", "published", "published"),
    ("opening", "opened", "opened"),
    ("introduction", "introduced", "introduced"),
)
"""Events: the noun after “date of”, the participle, and other headings."""
_ACTIVE = {"death": ("died", "die"), "opening": ("opened", "open")}
"""Events whose verb takes no “was”: people die, and stadiums open."""
_PROCESSES = {
    "began": ("began", "begin"),
    "begin": ("began", "begin"),
    "start": ("began", "begin"),
    "started": ("began", "begin"),
    "end": ("ended", "end"),
    "ended": ("ended", "end"),
}
"""Last words of headings about a beginning or an end, with the forms of the verb."""
_LIFE_PLACE = re.compile(
    r"(country|state|city|town) of (birth|death)|(birth|born|death|died) (country|state|city|town)"
)
_PLACES = frozenset(
    "country state province region city town county continent island district municipality borough "
    "department area location prefecture".split()
)


def propose_wording(column: Column, subject: SubjectWords) -> Wording:
    """Propose a sentence and a question for a column; the subject and the value are marks."""
    wording = _choose(column, subject)
    unit = f" {column.heading.unit}" if column.heading.unit and subject.is_english else ""
    marks = {"s": f"<{subject.mark}>", "v": f"<{column.name}>{unit}", "n": subject.noun}
    ask = wording.ask
    if unit and column.type in _NUMERIC:
        ask = f"{ask.rstrip('?')}, in{unit}?"
    back = wording.back.format(**{**marks, "v": f"<{column.name}>{unit}"}) if wording.back else None
    return Wording(wording.fact.format(**marks), ask.format(**marks), back)


def propose_type(column: Column, subject: SubjectWords) -> str | None:
    """Return the type of a column; `None` if it is the name of the column."""
    if column.type is not None:
        return column.type if column.type != column.name else None
    if column.name in PARSED_TYPES:
        return f"{column.name} of {subject.noun}"  # the built-in type of this name would parse the values
    return None if column.name.isascii() else column.heading.words


def _choose(column: Column, subject: SubjectWords) -> Wording:
    words = _escape(column.heading.words)
    if not subject.has_headings:
        noun = words.partition(" ")[0]
        return Wording(f"The {noun} that goes with {{s}} is {{v}}.", f"Which {noun} goes with {{s}}?")
    if not subject.is_english:
        return Wording(f"{{s}}: {words} – {{v}}.", f"{{s}}: {words}?")
    lower = words.casefold()
    event = _find_event(lower) if column.type in _TIMES else None
    if event is not None:
        return _word_event(event, column.type or "")
    if column.type in _TIMES and (wording := _word_process(lower, column.type or "")) is not None:
        return wording
    if lower.endswith(" by") and _is_participle(lower):
        participle = lower.removesuffix(" by")
        return Wording(f"{{s}} was {participle} by {{v}}.", f"By whom was {{s}} {participle}?")
    if (
        subject.is_located
        and column.type is None
        and column.heading.last in _PLACES
        and len(lower.split()) == 1
    ):
        return Wording(f"The {words} of {{s}} is {{v}}.", f"In which {words} is {{s}}?")
    if match := _LIFE_PLACE.fullmatch(lower):
        place, event_name = match[1] or match[4], match[2] or match[3]
        if event_name in ("birth", "born"):
            return Wording(f"The {place} of birth of {{s}} is {{v}}.", f"In which {place} was {{s}} born?")
        return Wording(f"The {place} of death of {{s}} is {{v}}.", f"In which {place} did {{s}} die?")
    if lower in ("birthplace", "place of birth", "birth place", "born in"):
        return Wording("The birthplace of {s} is {v}.", "Where was {s} born?")
    if _is_odd(words):
        return Wording(
            f"For {{s}}, the entry under “{words}” is {{v}}.", f"What is the entry under “{words}” for {{s}}?"
        )
    return _word_attribute(words, column)


def _word_attribute(words: str, column: Column) -> Wording:
    last = column.heading.noun
    if words.endswith(" name") and column.type is None:
        words = words.removesuffix(" name")  # the name of its country is its country
        last = words.casefold().rpartition(" ")[2]
    is_several = is_plural(last) and not words.casefold().startswith("number")
    if is_several and column.type in ("count", "number"):
        phrase = f"number of {words} of {{s}}"
        return Wording(f"The {phrase} is {{v}}.", f"What is the {phrase}?")
    if is_several:
        return Wording(f"The {words} of {{s}} are {{v}}.", f"What are the {words} of {{s}}?")
    if last in _ROLES:
        return Wording(f"The {words} of {{s}} is {{v}}.", f"Who is the {words} of {{s}}?")
    back = f"Which {{n}} has the {words} {{v}}?"
    return Wording(f"The {words} of {{s}} is {{v}}.", f"What is the {words} of {{s}}?", back)


def _find_event(words: str) -> tuple[str, str] | None:
    """Return the noun and the participle of the event that a date or a year is about."""
    bare = re.sub(r"^(?:date|year|day) of |^year | (?:date|year|day|in|on)$|^date ", "", words).replace(
        " ", "-"
    )
    for noun, participle, others in _EVENTS:
        if bare in (noun, participle, *others.split()):
            return noun, participle
    return None


def _word_event(event: tuple[str, str], type_: str) -> Wording:
    noun, participle = event
    when, at = ("In which year", "in") if type_ == "year" else ("When", "on")
    if noun in _ACTIVE:
        verb, base = _ACTIVE[noun]
        return Wording(f"{{s}} {verb} {at} {{v}}.", f"{when} did {{s}} {base}?")
    return Wording(f"{{s}} was {participle} {at} {{v}}.", f"{when} was {{s}} {participle}?")


def _word_process(words: str, type_: str) -> Wording | None:
    """Word the beginning or the end of something, as in `term began`, or a `date added`."""
    when, at = ("In which year", "in") if type_ == "year" else ("When", "on")
    rest, _, last = words.rpartition(" ")
    rest = rest.removeprefix("year ").removeprefix("date ")
    if rest in ("date", "year") and last.endswith("ed"):
        return Wording(f"{{s}} was {last} {at} {{v}}.", f"{when} was {{s}} {last}?")
    if rest and last in _PROCESSES:
        verb = _PROCESSES[last]
        return Wording(
            f"The {rest} of {{s}} {verb[0]} {at} {{v}}.", f"{when} did the {rest} of {{s}} {verb[1]}?"
        )
    return None


def _is_participle(words: str) -> bool:
    parts = words.split()
    return len(parts) == 2 and (
        parts[0].endswith("ed") or parts[0] in ("written", "built", "made", "sung", "won")
    )


def _is_odd(words: str) -> bool:
    """Return whether “the …” can't come before the words of a heading."""
    parts = words.casefold().split()
    return (
        len(parts) > _MAX_WORDS
        or parts[-1] in _ODD_ENDINGS
        or parts[0] in _ODD_STARTS
        or _SYMBOLS_IN_WORDS.search(words) is not None
    )


def _escape(words: str) -> str:
    return words.replace("{", "").replace("}", "")
