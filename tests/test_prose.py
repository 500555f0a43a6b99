"""Plain English: words that the docstrings, comments, messages, test names and documents avoid."""

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

DOCSTRING_STARTS = {
    r"(Give|Say|Tell|Let|Take|Put|Note|Have|See|Look)\b": "Return, Report, Format, Build, Store or Remove",
    r"(What|How|Where|Which|Who|Whose|Why|When)\b": "a noun phrase, or an imperative",
    r"So (many|much|few|long)\b|(Of|In|By|With|For) ": "“Maximum …” or “Minimum …”; begin with the thing",
}
CODE_WORDS = {
    r"\bst(ands?|ood|anding)\b(?! (in )?for\b)": "is, appears, is stored, is in",
    r"\b(gives?|gave)\b(?! up\b)": "returns, provides, contains, reveals",
    r"\b(tells?|told)\b(?! apart\b)": "reports, shows, mentions, passes",
    r"\b(is|are|was|were) no\b(?! (longer|more)\b)": "is not a; unknown",
}
WORDS = {
    r"\bbeside\b": "next to, besides, in addition to, compared with",
    r"\bwhat (is|are|was|were) \w+(ed|en|wn|ft|ad|de|pt)\b": "name the thing",
    r"\b(nobody|somebody|whoever)\b": "the player, the author, the user, no one",
    r"\bof (which|whom)\b|\bwhere(in|of|by)\b|\bthere(of|in)\b": "two sentences, or “whose”",
    r"\bso (many|much|few|long|large)\b(?! (that|as)\b)": "the number itself, “at most N”",
    r"\bunless (given|told)\b": "“default: 20”",
    r"\b(were|was|been|have|has|had) met\b": "seen, found",
    r"\b(is|are|was|were) to be\b|\b(to )?be had\b": "must, will, is available",
    r"\b(come|comes|came) (of|to light)\b": "results from, is found",
    r"\b(amiss|lest|anew|thrice|betray\w*)\b": "wrong, so that … not, again, three times, reveal",
    r"\b(say|says|said) so\b": "report it, state this",
    r"\b(go|goes|gone) on with\b": "resume, continue",
    r"\bmend(s|ed)?\b": "fix",
    r"\bas far as\b|\bhangs? (up)?on\b|\bnone of its business\b|\b(at hand|laid? by|set down)\b": (
        "if, as much as; depends on; available, cached, saved"
    ),
    r"\btold of\b|\bpass by\b|\bput aside\b|\basked no more\b|\bunder the bar\b|\bas it does unless\b": (
        "reported, skip, suspend, not asked again, selected, (default)"
    ),
    r"\bin one breath\b|\d %": "in one sentence; “72%”",
}
EXEMPT = "# prose: ok"

PYTHON_FILES = sorted(
    path for folder in ("quiz", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")
)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def find_hits(text: str, *tables: dict[str, str]) -> Iterator[str]:
    """List the barred words of a text, each with what to write."""
    for table in tables:
        for pattern, better in table.items():
            if match := re.search(pattern, " ".join(text.split()), re.IGNORECASE):
                yield f"“{match[0]}”: write {better}"


def iter_docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """List the docstrings, those of constants and fields too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            for statement in node.body:
                match statement:
                    case ast.Expr(value=ast.Constant(value=str()) as docstring):
                        yield docstring


def check_python(path: Path) -> Iterator[str]:
    """List the hits in a Python file; strings of tests are data."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    tree = ast.parse(source)
    docstrings = {id(node): node for node in iter_docstrings(tree)}
    hits = [
        (node.lineno, hit)
        for node in docstrings.values()
        for hit in find_hits(str(node.value), CODE_WORDS, WORDS)
    ]
    hits += [
        (node.lineno, f"“{match[0]}” begins a docstring: write {better}")
        for node in docstrings.values()
        for pattern, better in DOCSTRING_STARTS.items()
        if (match := re.match(pattern, str(node.value)))
    ]
    if "tests" not in path.relative_to(ROOT).parts:
        hits += [
            (node.lineno, hit)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            if id(node) not in docstrings and " " in node.value
            for hit in find_hits(node.value, WORDS)
        ]
    else:
        hits += [
            (node.lineno, hit)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
            for hit in find_hits(node.name.replace("_", " "), CODE_WORDS, WORDS)
        ]
    with path.open("rb") as file:
        hits += [
            (token.start[0], hit)
            for token in tokenize.tokenize(file.readline)
            if token.type == tokenize.COMMENT
            for hit in find_hits(token.string, CODE_WORDS, WORDS)
        ]
    return (f"{path.relative_to(ROOT)}:{line}: {hit}" for line, hit in hits if EXEMPT not in lines[line - 1])


def check_document(path: Path) -> Iterator[str]:
    """List the hits in a document, outside its code."""
    text = re.sub(
        r"^(```|~~~).*?^\1",
        lambda code: "\n" * code[0].count("\n"),
        path.read_text("utf-8"),
        flags=re.M | re.S,
    )
    for number, line in enumerate(text.splitlines(), 1):
        for hit in find_hits(re.sub(r"`[^`]*`", "", line), WORDS):
            yield f"{path.relative_to(ROOT)}:{number}: {hit}"


@pytest.mark.parametrize("path", PYTHON_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_python_file_uses_plain_words(path: Path) -> None:
    if path != Path(__file__):
        assert list(check_python(path)) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_document_uses_plain_words(path: Path) -> None:
    assert list(check_document(path)) == []
