"""Find the comments in a pack's file that speak to the program: `# quiz: ...`."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from quiz.model.problems import ProblemCollector
from quiz.packs.syntax.nodes import Node, ScalarNode, SequenceNode, TextFile
from quiz.packs.syntax.parse import parse_yaml

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*quiz:[^\n]*", re.MULTILINE)


def find_comments(document: TextFile) -> Iterator[tuple[int, int]]:
    """Give where each of them begins and ends in the text; what looks like one inside a text is none."""
    found = list(_COMMENT.finditer(document.text)) if "quiz:" in document.text else []
    if not found:
        return
    tree = parse_yaml(document, ProblemCollector())
    texts = [] if tree is None else sorted(_texts(tree.root, document.text))
    for match in found:
        index = bisect_right(texts, (match.start(), len(document.text))) - 1
        if index < 0 or texts[index][1] <= match.start():
            yield match.span()


def _texts(node: Node, text: str) -> Iterator[tuple[int, int]]:
    """Give where each text below a node begins and ends."""
    if isinstance(node, ScalarNode):
        # Behind the sign that opens a block there may be a comment.
        start = text.find("\n", node.start, node.end) if node.style in ("|", ">") else node.start
        yield start, node.end
    else:
        for inner in node.items if isinstance(node, SequenceNode) else node.values.values():
            yield from _texts(inner, text)
