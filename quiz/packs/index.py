"""A read pack as JSON: what a wheel carries so that its packs need not be read again.

An index holds everything that the model holds. It belongs to one version of the program and to the
very bytes of the pack's files; where either differs, it is not used.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias
from zlib import crc32

from quiz import __version__
from quiz.core.model import (
    Category,
    Citation,
    Doubt,
    Fact,
    Kind,
    Nothing,
    Pack,
    Pool,
    Section,
    Source,
    Tact,
    Trust,
    Value,
    Written,
)
from quiz.core.problem import Place
from quiz.packs.reading import TABLES, folder_of
from quiz.text.safe import Text, texts

Row: TypeAlias = list[Any]


def path_of(pack: Path) -> Path:
    """Give where a pack's index stands: beside it."""
    return pack.with_name(f"{pack.name}.index.json")


def load(path: Path) -> Pack | None:
    """Give the pack at `path` by its index; `None` where there is none or it is out of date."""
    try:
        text = path_of(path).read_bytes()
    except OSError:
        return None
    return parsed(path, text)


def parsed(path: Path, text: bytes) -> Pack | None:
    """Give the pack at `path` by the text of its index; `None` where that is out of date or is none."""
    try:
        data = json.loads(text)
        if data["program"] != __version__ or data["files"] != checksums(
            path, (name for name, _ in data["files"])
        ):
            return None
        return _Unpacker(path, data).pack(data["pack"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def dump(pack: Pack, path: Path) -> str:
    """Give the index of a pack that was read from `path`."""
    packer = _Packer(path)
    row = packer.pack(pack)
    data = {
        "program": __version__,
        "files": checksums(path, packer.names.things),
        "pack": row,
        "names": packer.names.things,
        "citations": [packer.citation(citation) for citation in packer.citations.things],
        "sources": [packer.source(source) for source in pack.sources],
        "texts": packer.texts.things,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def checksums(path: Path, names: Iterable[str]) -> list[list[Any]]:
    """Give the pack's files with their checksums: against change, not against malice.

    In a folder they are all that a pack may read, beside a single file those of `names`, its tables'.
    """
    folder = folder_of(path)
    if path.is_dir():
        names = (file.name for file in path.iterdir() if file.suffix in (".yaml", *TABLES))
    else:
        names = {path.name, *names}
    return [[name, crc32((folder / name).read_bytes())] for name in sorted(names)]


class _Table:
    """Things that are stored once and named by a number."""

    def __init__(self) -> None:
        self.things: list[Any] = []
        self._numbers: dict[Any, int] = {}

    def number(self, thing: Any) -> int:
        number = self._numbers.setdefault(thing, len(self.things))
        if number == len(self.things):
            self.things.append(thing)
        return number


class _Packer:
    """Makes rows of things; the order of a row is that of the thing's fields."""

    def __init__(self, path: Path) -> None:
        self.texts = _Table()
        self.names = _Table()
        self.citations = _Table()
        self._folder = folder_of(path)
        self._sources: dict[str, int] = {}

    def pack(self, pack: Pack) -> Row:
        self._sources = {source.id: number for number, source in enumerate(pack.sources)}
        return [
            pack.name,
            self._text(pack.title),
            [[one.name, self._text(one.title), self._placed(one.place)] for one in pack.categories],
            [self._fact(fact) for fact in pack.facts],
            [[one.type, self._texts(one.values), self._placed(one.place)] for one in pack.pools],
            [self._written(written) for written in pack.questions],
            pack.language,
            self._text(pack.licence),
            self._texts(pack.authors),
            self._text(pack.version),
            [[one.relation, one.place, self._texts(one.values)] for one in pack.doubts],
        ]

    def source(self, source: Source) -> Row:
        return [
            source.id,
            self._text(source.title),
            self._text(source.publisher),
            self._text(source.author),
            self._text(source.kind),
            self._text(source.date),
            self._text(source.url),
            source.trust,
            self._text(source.licence),
            self._text(source.note),
            source.depends_on,
            self._text(source.file),
            source.sha256,
            [[self._text(section.heading), section.first, section.last] for section in source.sections],
            self._placed(source.place),
            [[one.first, one.last, self._text(one.why), self._place(one.place)] for one in source.nothing_in],
            self._text(source.unit),
        ]

    def citation(self, citation: Citation) -> Row:
        number = self._sources[citation.source.id]
        return [number, citation.first, citation.last, self._text(citation.locator)]

    def _fact(self, fact: Fact) -> Row:
        return [
            fact.id,
            fact.category,
            self._text(fact.sentence),
            [self._value(value) for value in fact.values],
            self._citations(fact.citations),
            self._place(fact.place),
            fact.relation,
            self._text(fact.more),
            self._text(fact.attribution),
            fact.as_of,
            fact.tact,
            self._texts(fact.find),
            self._text(fact.note),
            fact.not_with,
        ]

    def _value(self, value: Value) -> Row:
        return [
            value.label,
            self._text(value.text),
            value.type,
            value.start,
            value.end,
            self._text(value.ask),
            self._texts(value.ask_also),
            self._texts(value.also),
            self._texts(value.accept),
            self._texts(value.wrong),
            self._texts(value.wrong_because),
            value.open,
            value.asked,
            value.difficulty,
            value.kind,
        ]

    def _written(self, written: Written) -> Row:
        return [
            written.id,
            written.category,
            written.kind,
            self._text(written.stem),
            self._text(written.right),
            self._texts(written.wrong),
            self._text(written.explanation),
            self._citations(written.citations),
            self._place(written.place),
            self._text(written.attribution),
            written.as_of,
            written.tact,
            written.difficulty,
            self._texts(written.find),
            written.not_with,
        ]

    def _text(self, text: Text | None) -> int | None:
        return None if text is None else self.texts.number(text)

    def _texts(self, texts: Iterable[Text]) -> list[int]:
        return [self.texts.number(text) for text in texts]

    def _citations(self, citations: Iterable[Citation]) -> list[int]:
        return [self.citations.number(citation) for citation in citations]

    def _placed(self, place: Place | None) -> Row | None:
        return None if place is None else self._place(place)

    def _place(self, place: Place) -> Row:
        name = Path(place.path).relative_to(self._folder).as_posix()
        number = self.names.number(name)
        return [number, place.line, place.column, place.end_line, place.end_column]


class _Unpacker:
    """Makes things of their rows."""

    def __init__(self, path: Path, data: dict[str, Any]) -> None:
        self._texts = texts(data["texts"])
        self._paths = [Text(str(folder_of(path) / name)) for name in data["names"]]
        self._sources = [self._source(*row) for row in data["sources"]]
        self._citations = [
            Citation(self._sources[source], first, last, self._texts[locator])
            for source, first, last, locator in data["citations"]
        ]

    def pack(self, row: Row) -> Pack:
        name, title, categories, facts, pools, questions, language, licence, authors, version, doubts = row
        return Pack(
            name=name,
            title=self._texts[title],
            categories=tuple(
                Category(name, self._texts[title], self._placed(at)) for name, title, at in categories
            ),
            sources=tuple(self._sources),
            facts=tuple([self._fact(fact) for fact in facts]),
            pools=tuple(Pool(type_, self._many(values), self._placed(at)) for type_, values, at in pools),
            questions=tuple(self._written(question) for question in questions),
            language=language,
            licence=self._maybe(licence),
            authors=self._many(authors),
            version=self._maybe(version),
            doubts=tuple(Doubt(relation, at, self._many(values)) for relation, at, values in doubts),
        )

    def _source(self, *row: Any) -> Source:
        (
            id_,
            title,
            publisher,
            author,
            kind,
            date,
            url,
            trust,
            licence,
            note,
            others,
            file,
            sha256,
            sections,
            place,
            nothing_in,
            unit,
        ) = row
        return Source(
            id=id_,
            title=self._texts[title],
            publisher=self._maybe(publisher),
            author=self._maybe(author),
            kind=self._maybe(kind),
            date=self._maybe(date),
            url=self._maybe(url),
            trust=None if trust is None else Trust(trust),
            licence=self._maybe(licence),
            note=self._maybe(note),
            depends_on=tuple(others),
            file=self._maybe(file),
            sha256=sha256,
            sections=tuple(Section(self._texts[heading], first, last) for heading, first, last in sections),
            place=self._placed(place),
            nothing_in=tuple(
                [
                    Nothing(first, last, self._texts[why], self._place(at))
                    for first, last, why, at in nothing_in
                ]
            ),
            unit=self._maybe(unit),
        )

    def _fact(self, row: Row) -> Fact:
        id_, category, sentence, values, cited, place, relation, *rest = row
        more, claimant, as_of, tact, find, note, not_with = rest
        return Fact(
            id_,
            category,
            self._texts[sentence],
            tuple([self._value(value) for value in values]),
            tuple([self._citations[number] for number in cited]),
            self._place(place),
            relation,
            self._maybe(more),
            self._maybe(claimant),
            as_of,
            None if tact is None else Tact(tact),
            self._many(find),
            self._maybe(note),
            tuple(not_with),
        )

    def _value(self, row: Row) -> Value:
        label, text, type_, start, end, ask, ask_also, also, accept, wrong, because, *rest = row
        is_open, asked, difficulty, kind = rest
        return Value(
            label,
            self._texts[text],
            type_,
            start,
            end,
            self._maybe(ask),
            self._many(ask_also),
            self._many(also),
            self._many(accept),
            self._many(wrong),
            self._many(because),
            is_open,
            asked,
            difficulty,
            None if kind is None else Kind(kind),
        )

    def _written(self, row: Row) -> Written:
        (
            id_,
            category,
            kind,
            stem,
            right,
            wrong,
            because,
            cited,
            place,
            claimant,
            as_of,
            tact,
            difficulty,
            find,
            not_with,
        ) = row
        return Written(
            id_,
            category,
            Kind(kind),
            self._texts[stem],
            self._texts[right],
            self._many(wrong),
            self._texts[because],
            tuple([self._citations[number] for number in cited]),
            self._place(place),
            self._maybe(claimant),
            as_of,
            None if tact is None else Tact(tact),
            difficulty,
            self._many(find),
            tuple(not_with),
        )

    def _placed(self, row: Row | None) -> Place | None:
        return None if row is None else self._place(row)

    def _place(self, row: Row) -> Place:
        return Place(self._paths[row[0]], *row[1:])

    def _maybe(self, number: int | None) -> Text | None:
        return None if number is None else self._texts[number]

    def _many(self, numbers: list[int]) -> tuple[Text, ...]:
        return tuple([self._texts[number] for number in numbers]) if numbers else ()
