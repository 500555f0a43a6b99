"""Questions in Moodle XML."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quiz.importers import texts
from quiz.importers.bank_file import BankFile
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Markup, Reason, Record
from quiz.importers.xml_events import End, Start, XmlError, iter_xml_events

_CHUNK = 1 << 16
_FULL = 99.9
_NOT_QUESTIONS = ("category", "description")
_ESSAYS = ("essay",)
_CLOZES = ("cloze", "multianswer")
_MARKUPS = {
    "html": Markup.HTML,
    "markdown": Markup.MARKDOWN,
    "plain_text": Markup.PLAIN,
    "moodle_auto_format": Markup.PLAIN,
}


class XmlNode(NamedTuple):
    """An element of a question, with its text and the elements in it."""

    name: str
    attributes: dict[str, str]
    nodes: list["XmlNode"]
    texts: list[str]

    def find(self, name: str) -> "XmlNode | None":
        """Return the first element with a name."""
        return next((node for node in self.nodes if node.name == name), None)

    def text(self, name: str) -> str:
        """Return the text in an element, directly or in its element `text`; nothing if it is missing."""
        node = self.find(name)
        if node is None:
            return ""
        inner = node.find("text")
        return "".join((inner or node).texts)


class AnswerNode(NamedTuple):
    """An answer of a question."""

    text: str
    fraction: float
    feedback: str
    tolerance: str


def read_moodle_xml(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the questions."""
    place, category = 0, ""
    try:
        for node in _iter_questions(file):
            kind = node.attributes.get("type", "").strip().lower()
            if kind in _NOT_QUESTIONS:
                notes.not_questions += 1
                category = _last_part(node.text("category")) if kind == "category" else category
                continue
            place += 1
            yield _read_question(place, kind, node)._replace(category=category)
    except XmlError:
        yield Record(place + 1, reason=Reason.BROKEN)


def find_root(file: BankFile) -> str:
    """Return the name of the root of an XML document; raise `XmlError` if it is not well-formed there."""
    event = next(iter_xml_events(_iter_chunks(file)), None)
    return event.name if event is not None else ""


def _iter_chunks(file: BankFile) -> Iterator[bytes]:
    stream = file.open_bytes()
    while chunk := stream.read(_CHUNK):
        yield chunk


def _iter_questions(file: BankFile) -> Iterator[XmlNode]:
    """Yield the questions one at a time, each with the elements in it."""
    stack: list[XmlNode] = []
    depth = 0
    for event in iter_xml_events(_iter_chunks(file)):
        if isinstance(event, Start):
            depth += 1
            if stack or event.name == "question":
                node = XmlNode(event.name, event.attributes, [], [])
                if stack:
                    stack[-1].nodes.append(node)
                stack.append(node)
        elif isinstance(event, End):
            depth -= 1
            if stack:
                stack[-1].texts.append(event.text)
                node = stack.pop()
                if not stack:
                    yield node


def _read_question(place: int, kind: str, node: XmlNode) -> Record:
    markup = _markup_of(node.find("questiontext"), Markup.PLAIN)
    record = Record(
        place,
        node.text("questiontext"),
        because=node.text("generalfeedback"),
        id=node.text("idnumber"),
        markup=markup,
    )
    if kind in _ESSAYS:
        return record._replace(reason=Reason.ESSAY)
    if kind in _CLOZES:
        return record._replace(reason=Reason.CLOZE)
    answers = [_read_answer(answer, markup) for answer in node.nodes if answer.name == "answer"]
    right = [answer for answer in answers if answer.fraction >= _FULL]
    if not record.because.strip() and right:
        record = record._replace(because=right[0].feedback)
    if kind == "multichoice":
        return _read_choice(record, answers)
    if kind == "truefalse":
        verdict = right[0].text.strip().lower() if right else ""
        return record._replace(verdict=verdict == "true") if verdict in ("true", "false") else record
    if kind == "shortanswer":
        reason = None if right or not answers else Reason.PART_CREDIT
        return record._replace(answers=tuple(answer.text for answer in right), reason=reason)
    if kind == "numerical":
        return _read_number(record, right)
    if kind == "matching":
        pairs = [
            (_text_of(sub, "text", markup), _text_in_answer(sub, markup))
            for sub in node.nodes
            if sub.name == "subquestion"
        ]
        return record._replace(pairs=tuple(pairs))
    return record._replace(reason=Reason.KIND)


def _read_choice(record: Record, answers: Sequence[AnswerNode]) -> Record:
    full = tuple(index for index, answer in enumerate(answers) if answer.fraction >= _FULL)
    partly = tuple(index for index, answer in enumerate(answers) if 0 < answer.fraction < _FULL)
    if not full and len(partly) > 1:  # parts of the credit that add up
        full, partly = partly, ()
    options = tuple(answer.text for answer in answers)
    return record._replace(options=options, right=full or partly, partly_right=partly if full else ())


def _read_number(record: Record, right: Sequence[AnswerNode]) -> Record:
    if not right:
        return record
    tolerance = right[0].tolerance.strip()
    is_exact = not tolerance or not any(digit in tolerance for digit in "123456789")
    return record._replace(number=right[0].text.strip(), tolerance=None if is_exact else tolerance)


def _read_answer(node: XmlNode, markup: Markup) -> AnswerNode:
    try:
        fraction = float(node.attributes.get("fraction", "0"))
    except ValueError:
        fraction = 0.0
    tolerance = node.find("tolerance")
    return AnswerNode(
        _text_of(node, "text", markup, _markup_of(node, markup)),
        fraction,
        node.text("feedback"),
        "" if tolerance is None else "".join(tolerance.texts),
    )


def _text_in_answer(node: XmlNode, markup: Markup) -> str:
    answer = node.find("answer")
    return "" if answer is None else _text_of(answer, "text", markup)


def _text_of(node: XmlNode, name: str, markup: Markup, own: Markup | None = None) -> str:
    """Return a text as one of its question’s markup."""
    text = node.text(name)
    if own is None or own is markup:
        return text
    cleaned = texts.clean_text(text, own)
    return cleaned.replace("&", "&amp;").replace("<", "&lt;") if markup is Markup.HTML else cleaned


def _markup_of(node: XmlNode | None, default: Markup) -> Markup:
    return default if node is None else _MARKUPS.get(node.attributes.get("format", ""), default)


def _last_part(category: str) -> str:
    return category.strip().rpartition("/")[2]
