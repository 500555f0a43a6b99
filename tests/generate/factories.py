"""Write small packs for tests of the generator."""

import re
from typing import Any

from quiz.generate.proofs import Disproof, ProofEngine, disprove
from quiz.model.location import Location
from quiz.model.pack import Category, Citation, Fact, Pack, Pool, Source, Value
from quiz.text.normalize import fold
from quiz.text.safe import Text

PAPER = Source("paper", Text("The Paper"), date=Text("2020"))
CITED = Citation(PAPER, 1, 1, Text("paragraph 1"))
_MARK = re.compile(r"<(?:([a-z]+)=)?([^>]+)>")


def fact(
    marked: str,
    type_: str = "",
    *,
    id_: str | None = None,
    values: dict[str, dict[str, Any]] | None = None,
    citations: tuple[Citation, ...] = (CITED,),
    category: str = "all",
    tact: Any = None,
    more: str | None = None,
    attribution: str | None = None,
    as_of: str | None = None,
    not_with: tuple[str, ...] = (),
    **fields: Any,
) -> Fact:
    """Make a fact of a sentence with `<value>` or `<label=value>` in it; `fields` are those of its values."""
    sentence = ""
    relation = ""
    found: list[Value] = []
    end = 0
    for match in _MARK.finditer(marked):
        label, text = match.groups()
        sentence += marked[end : match.start()]
        relation += marked[end : match.start()] + (label or type_)
        own = {"type": type_ or label, **fields, **(values or {}).get(label or "", {})}
        found.append(_value(label, text, len(sentence), own))
        sentence += text
        end = match.end()
    sentence += marked[end:]
    relation += marked[end:]
    return Fact(
        id_ or fold(sentence).replace(" ", "-"),
        category,
        Text(sentence),
        tuple(found),
        citations,
        Location(Text("pack.yaml")),
        fold(relation),
        more=None if more is None else Text(more),
        attribution=None if attribution is None else Text(attribution),
        as_of=as_of,
        tact=tact,
        not_with=not_with,
    )


def pack(*facts: Fact, language: str = "en", name: str = "pack", **pools: list[str]) -> Pack:
    """Make a pack of facts and, for each type named, a pool of values."""
    return Pack(
        name,
        Text("A pack"),
        tuple(Category(name, Text(name)) for name in sorted({fact.category for fact in facts})),
        sources=(PAPER,),
        facts=facts,
        pools=tuple(Pool(type_.replace("_", " "), tuple(map(Text, texts))) for type_, texts in pools.items()),
        language=language,
    )


def disprove_value(facts: Pack, fact_: Fact, value_index: int, candidate: str) -> Disproof | None:
    """Try to prove that a candidate is false for a value of a fact."""
    engine = ProofEngine(facts, english=facts.is_english)
    disproof = disprove(engine.find_context(fact_, value_index), candidate)
    return None if disproof is None else Disproof(disproof.reason, disproof.fact_ids)


def _value(label: str | None, text: str, start: int, fields: dict[str, Any]) -> Value:
    safe = {name: _safe(given) for name, given in fields.items() if name != "type"}
    return Value(label, Text(text), fields["type"], start, start + len(text), **safe)


def _safe(given: Any) -> Any:
    if isinstance(given, list):
        return tuple(map(Text, given))
    return Text(given) if isinstance(given, str) else given
