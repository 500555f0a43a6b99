"""The comments in a pack's file that are addressed to the program: `# quiz: ...`."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from quiz.model.problems import ProblemCollector
from quiz.packs.syntax.nodes import Node, ScalarNode, SequenceNode, TextFile
from quiz.packs.syntax.parse import parse_yaml

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*quiz:[^\n]*", re.MULTILINE)


def find_comments(document: TextFile) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each `# quiz:` comment that is not part of a text."""
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
    """Yield the start and the end of each text below a node."""
    if isinstance(node, ScalarNode):
        # The line that opens a block may end with a comment.
        start = text.find("\n", node.start, node.end) if node.style in ("|", ">") else node.start
        yield start, node.end
    else:
        for inner in node.items if isinstance(node, SequenceNode) else node.values.values():
            yield from _texts(inner, text)
