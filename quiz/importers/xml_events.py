"""The elements of XML, read part by part; a document with a DOCTYPE is refused."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat

from quiz.importers.bank_file import BankError


class Start(NamedTuple):
    """The start of an element."""

    name: str
    attributes: dict[str, str]


class End(NamedTuple):
    """The end of an element, with the text directly inside it."""

    name: str
    text: str


_MAX_DEPTH = 100
_MAX_TEXT = 1 << 20
"""Maximum characters of the text of one element; the rest is left out."""


class XmlError(Exception):
    """XML that can't be read further."""


def iter_xml_events(chunks: Iterable[bytes]) -> Iterator[Start | End]:
    """Yield the starts and ends of elements.

    Raises:
        BankError: The document has a DOCTYPE.
        XmlError: The document is not well-formed.
    """
    events: list[Start | End] = []
    texts: list[list[str]] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(texts) >= _MAX_DEPTH:
            raise XmlError("the elements are nested too deep")
        texts.append([])
        events.append(Start(name.rpartition(":")[2], attributes))

    def end(name: str) -> None:
        events.append(End(name.rpartition(":")[2], "".join(texts.pop())[:_MAX_TEXT]))

    def add_text(text: str) -> None:
        if texts:
            texts[-1].append(text)

    def refuse(*_arguments: object) -> None:
        raise BankError("has a DOCTYPE, which quiz never reads. Delete it if you trust the file")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = add_text
    parser.StartDoctypeDeclHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield from events
            events.clear()
        parser.Parse(b"", True)
        yield from events
    except XmlError:
        yield from events
        raise
    except expat.ExpatError as error:
        yield from events
        raise XmlError(f"line {error.lineno}: {expat.ErrorString(error.code)}") from error
