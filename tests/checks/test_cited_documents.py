"""Comparison of citations with documents."""

import hashlib
import os
from pathlib import Path

import pytest

from quiz.checks import cited_documents
from quiz.checks.cited_documents import check_citations
from quiz.model.pack import Pack
from quiz.model.problems import Problem
from quiz.model.rules import Severity
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack
from quiz.packs.syntax import files

SOURCES = Path(__file__).parents[3] / "shared" / "sources"

LOG = """\
The Lamplighter

The brig Lamplighter left Hull on 3 May 1851 with fifteen hands.

   \t
Her master was Ann Forsyth.
She carried rope, tar and a piano for Riga.
Two men were lost off Skagen.
"""
LETTER = """\
Dear sister,
we are 15 aboard, and Ann Forsyth is a good master.
At Riga we took in flax.
"""
HEAD = """\
format: 1
name: brig
title: The brig
sources:
  log: {title: A Log, file: log.txt, sha256: LOG_HASH}
  letter: {title: A Letter, file: letter.txt, sha256: LETTER_HASH}
  talk: {title: Hearsay}
"""
VOYAGE = """\
facts:
  - id: hands
    fact: The Lamplighter sailed with <15> hands.
    type: count
    cite: log 2, letter 2
  - id: master
    fact: The master of the Lamplighter was <Ann Forsyth>.
    type: captain
    cite: log 3
  - id: goods
    fact: To <port=Riga> she carried <cargo=a piano>.
    values:
      port:
        type: port
      cargo:
        type: cargo
    cite: log 4
"""


def brig(folder: Path, entries: str, *, head: str = HEAD) -> Pack:
    """Write a pack and its documents into a folder; return the pack."""
    for name, text in (("log", LOG), ("letter", LETTER)):
        document = folder / f"{name}.txt"
        if not document.exists():
            document.write_bytes(text.encode())
        head = head.replace(f"{name.upper()}_HASH", hashlib.sha256(text.encode()).hexdigest())
    (folder / "brig.yaml").write_text(head + entries, encoding="utf-8")
    reading = read_pack(folder / "brig.yaml")
    assert reading.pack is not None
    assert [problem for problem in reading.problems if problem.severity is Severity.ERROR] == []
    return reading.pack


def check(pack: Pack, folder: Path) -> tuple[Problem, ...]:
    """Return the problems except uncited paragraphs."""
    return tuple(
        problem
        for problem in check_citations(pack, folder).problems
        if problem.rule.code != "uncited-paragraphs"
    )


def messages(entries: str, folder: Path) -> list[str]:
    return [f"{problem.rule.code}: {problem.message}" for problem in check(brig(folder, entries), folder)]


def fact(sentence: str, *lines: str) -> str:
    return "\n".join(["facts:", f"  - fact: {sentence}", *(f"    {line}" for line in lines)]) + "\n"


# What holds


def test_correct_citations_have_no_problem(tmp_path: Path) -> None:
    pack = brig(tmp_path, VOYAGE)
    came = check_citations(pack, tmp_path)

    assert check(pack, tmp_path) == ()
    assert (came.citation_count, came.document_count, came.unchecked_count) == (4, 2, 1)


def test_comparison_ignores_case_accents_articles_and_number_words(tmp_path: Path) -> None:
    entries = fact("<The BRÍG Lamplighter> sailed.", "type: ship", "cite: log 2")

    assert messages(entries, tmp_path) == []


def test_accepted_spelling_is_enough(tmp_path: Path) -> None:
    entries = fact("The master was <Anne Forsyth>.", "type: captain", "accept: Ann Forsyth", "cite: log 3")

    assert messages(entries, tmp_path) == []


def test_value_must_be_whole_words(tmp_path: Path) -> None:
    entries = fact("She took <fla> in.", "type: cargo", "cite: letter 3")

    assert messages(entries, tmp_path) == ["citation-not-held: `letter 3` does not contain “fla”"]


def test_words_in_two_paragraphs_are_not_one_phrase(tmp_path: Path) -> None:
    entries = fact("She belonged to <Forsyth She>.", "type: owner", "cite: log 3-4")

    assert messages(entries, tmp_path) == ["citation-not-held: `log 3-4` does not contain “Forsyth She”"]


# What does not


def test_changed_word_is_reported_at_its_citation(tmp_path: Path) -> None:
    pack = brig(tmp_path, VOYAGE)
    (tmp_path / "log.txt").write_text(LOG.replace("fifteen", "sixteen"), encoding="utf-8", newline="\n")
    changed, not_held = check(pack, tmp_path)

    assert (changed.rule.code, changed.location.line) == (
        "document-changed",
        HEAD.split("\n").index("sources:") + 2,
    )
    assert (not_held.rule.code, not_held.fact) == ("citation-not-held", "hands")
    assert not_held.message == "`log 2` does not contain “15”"
    line = (HEAD + VOYAGE).split("\n")[not_held.location.line - 1]
    assert line == "    fact: The Lamplighter sailed with <15> hands."


def test_changed_document_is_reported_with_new_checksum(tmp_path: Path) -> None:
    pack = brig(tmp_path, VOYAGE)
    (tmp_path / "letter.txt").write_text(f"{LETTER}Yours, Tom\n", encoding="utf-8", newline="\n")
    (changed,) = check(pack, tmp_path)

    assert changed.message == "“letter.txt” has changed since it was cited"
    told = hashlib.sha256(f"{LETTER}Yours, Tom\n".encode()).hexdigest()
    assert changed.help is not None
    assert changed.help.endswith(f"write `sha256: {told}`.")


def test_missing_paragraph_is_reported(tmp_path: Path) -> None:
    entries = fact("The master was <Ann Forsyth>.", "type: captain", "cite: log 3, letter 2-4")

    assert messages(entries, tmp_path) == [
        "no-such-paragraph: `letter 2-4` is outside the document, which has 3 paragraphs"
    ]


def test_each_source_must_contain_the_value(tmp_path: Path) -> None:
    entries = fact("She carried <a piano>.", "type: cargo", "cite: log 4, letter 3")

    assert messages(entries, tmp_path) == ["citation-not-held: `letter 3` does not contain “a piano”"]


def test_each_citation_must_contain_some_value(tmp_path: Path) -> None:
    entries = fact("The master was <Ann Forsyth>.", "type: captain", "cite: log 3, log 5")

    assert messages(entries, tmp_path) == ["citation-not-held: `log 5` does not contain “Ann Forsyth”"]


TWO_PLACES = "<ship=The Lamplighter> carried <cargo=tar>."


def test_paragraphs_of_one_source_are_checked_together(tmp_path: Path) -> None:
    assert messages(fact(TWO_PLACES, "cite: log 1, log 4"), tmp_path) == []


def test_source_must_contain_all_values(tmp_path: Path) -> None:
    entries = fact("To <port=Riga> she carried <cargo=tar>.", "cite: log 4, letter 3")

    assert messages(entries, tmp_path) == ["citation-not-held: `letter 3` does not contain “tar”"]


# `find`


def test_find_line_replaces_a_reworded_value(tmp_path: Path) -> None:
    entries = ("She lost <some> of her hands.", "type: part", "cite: log 5")

    assert messages(fact(*entries, "find: two men were lost"), tmp_path) == []
    assert messages(fact(*entries), tmp_path) == ["citation-not-held: `log 5` does not contain “some”"]


def test_find_line_replaces_one_value_only(tmp_path: Path) -> None:
    entries = fact("<kind=The vessel> carried an <thing=instrument>.", "find: a piano", "cite: log 4")

    assert messages(entries, tmp_path) == [
        "citation-not-held: `log 4` does not contain “The vessel” or “instrument”"
    ]


def test_each_find_line_must_be_in_a_cited_paragraph(tmp_path: Path) -> None:
    entries = fact(
        "The master was <Ann Forsyth>.", "type: captain", "find: [her master, wept]", "cite: log 3"
    )

    assert messages(entries, tmp_path) == ["citation-not-held: `log 3` does not contain “wept”"]


def test_fact_without_marks_is_checked_by_find(tmp_path: Path) -> None:
    sailors = "Some sailors died."

    assert messages(fact(sailors, "find: lost off Skagen", "cite: log 5"), tmp_path) == []
    assert messages(fact(sailors, "find: lost off Skagen", "cite: log 4"), tmp_path) == [
        "citation-not-held: `log 4` does not contain “lost off Skagen”"
    ]


# Labels, lists, tables


def test_values_that_are_never_asked_are_not_checked(tmp_path: Path) -> None:
    label = "values:\n      voyage:\n        asked: no"
    entries = fact("On <voyage=the first voyage>, she carried <cargo=tar>.", label, "cite: log 4")

    assert messages(entries, tmp_path) == []


def test_all_values_of_a_fact_that_is_never_asked_are_checked(tmp_path: Path) -> None:
    entries = fact("She carried <gold>.", "type: cargo", "asked: no", "cite: log 4")

    assert messages(entries, tmp_path) == ["citation-not-held: `log 4` does not contain “gold”"]


def test_list_values_are_checked_one_by_one(tmp_path: Path) -> None:
    entries = """\
lists:
  - id: cargo
    fact: She carried <cargo>.
    each: [rope, tar, coal]
    find: Riga
    cite: log 4
"""
    (problem,) = check(brig(tmp_path, entries), tmp_path)

    assert (problem.fact, problem.message) == ("cargo-coal", "`log 4` does not contain “coal”")


def test_table_rows_are_checked_in_their_citations(tmp_path: Path) -> None:
    entries = """\
tables:
  - id: cargoes
    fact: On the <way>, she carried <cargo>.
    columns:
      way:
        asked: no
    rows: |
      way      | cargo | cite
      way out  | tar   | log 4
      way home | flax  | letter 2
"""
    (problem,) = check(brig(tmp_path, entries), tmp_path)

    assert (problem.fact, problem.message) == ("cargoes-way-home", "`letter 2` does not contain “flax”")
    assert problem.location.line == HEAD.count("\n") + entries.count("\n")


# Questions by hand


QUESTION = """\
questions:
  - id: loss
    question: What befell the brig off Skagen?
    right: {right}
    wrong: [She sank, She lost her piano]
    because: Some sailors died there.
    cite: log 5
"""


def test_question_is_checked_by_right_answer_or_find(tmp_path: Path) -> None:
    assert messages(QUESTION.format(right="Two men were lost"), tmp_path) == []
    mourned = QUESTION.format(right="She mourned some sailors")
    assert messages(mourned, tmp_path) == [
        "citation-not-held: `log 5` does not contain “She mourned some sailors”"
    ]
    assert messages(f"{mourned}    find: two men were lost\n", tmp_path) == []


def test_statement_needs_find(tmp_path: Path) -> None:
    statement = """\
questions:
  - id: loss
    statement: Nobody died off Skagen.
    true: no
    because: Two sailors did.
    cite: log 5
"""
    (problem,) = check(brig(tmp_path, statement), tmp_path)

    assert (problem.rule.code, problem.question) == ("nothing-to-find", "loss")
    assert messages(f"{statement}    find: two men were lost\n", tmp_path) == []
    assert messages(f"{statement}    find: three men were lost\n", tmp_path) == [
        "citation-not-held: `log 5` does not contain “three men were lost”"
    ]


# Sources and documents


def test_source_without_document_is_not_checked(tmp_path: Path) -> None:
    entries = fact(
        "She carried <tar>.",
        "type: cargo",
        "find: [she carried rope, as the tale goes]",
        "cite: talk 9, log 4",
    )
    pack = brig(tmp_path, entries)

    assert check(pack, tmp_path) == ()
    assert check_citations(pack, tmp_path).citation_count == 1


def test_missing_document_is_reported_at_its_source(tmp_path: Path) -> None:
    pack = brig(tmp_path, VOYAGE)
    (tmp_path / "log.txt").unlink()
    (problem,) = check(pack, tmp_path)

    assert problem.rule.code == "document-missing"
    assert problem.message == f"“log.txt” is not in {tmp_path}"
    assert (HEAD.split("\n")[problem.location.line - 1]).startswith("  log: ")


def test_missing_checksum_is_suggested(tmp_path: Path) -> None:
    head = HEAD.replace(", sha256: LOG_HASH", "")
    entries = fact("The master was <Tom>.", "type: captain", "cite: log 3")
    hint, problem = check(brig(tmp_path, entries, head=head), tmp_path)

    assert (hint.rule.code, hint.severity) == ("missing-sha256", Severity.HINT)
    assert hint.help == f"Write `sha256: {hashlib.sha256(LOG.encode()).hexdigest()}`."
    assert problem.rule.code == "citation-not-held"


def test_paragraph_count_ignores_kind_of_line_end(tmp_path: Path) -> None:
    head = HEAD.replace(", sha256: LOG_HASH", "")
    for number, end in enumerate(("\n", "\r\n", "\r")):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "log.txt").write_bytes(f"\ufeff\n{LOG}".replace("\n", end).encode())
        assert [one.rule.code for one in check(brig(folder, VOYAGE, head=head), folder)] == ["missing-sha256"]


def test_uncited_paragraphs_are_reported_once_per_source(tmp_path: Path) -> None:
    pack = brig(
        tmp_path, VOYAGE + fact("Men died.", "find: lost off Skagen", "cite: log 5").partition("\n")[2]
    )
    hints = check_citations(pack, tmp_path).problems

    assert {hint.severity for hint in hints} == {Severity.HINT}
    assert [hint.message for hint in hints] == [
        "paragraph 1 of “log” is neither cited nor listed in `nothing-in`",
        "paragraphs 1 and 3 of “letter” are neither cited nor listed in `nothing-in`",
    ]


def test_consecutive_paragraphs_are_reported_as_range(tmp_path: Path) -> None:
    entries = fact("She carried <tar>.", "type: cargo", "cite: log 4")

    assert [hint.message for hint in check_citations(brig(tmp_path, entries), tmp_path).problems] == [
        "paragraphs 1–3 and 5 of “log” are neither cited nor listed in `nothing-in`",
        "paragraphs 1–3 of “letter” are neither cited nor listed in `nothing-in`",
    ]


def test_overlapping_and_invalid_citations_do_not_change_uncited_paragraphs(tmp_path: Path) -> None:
    entries = fact("She carried <tar>.", "type: cargo", "cite: log 1-4, log 2, log 9")
    came = [one.message for one in check_citations(brig(tmp_path, entries), tmp_path).problems]

    assert "paragraph 5 of “log” is neither cited nor listed in `nothing-in`" in came


# Files that are something else


def unreadable(pack: Pack, folder: Path) -> str:
    (problem,) = (one for one in check(pack, folder) if one.rule.code != "document-changed")
    assert problem.rule.code == "document-unreadable"
    return problem.message


def test_document_must_be_utf_8(tmp_path: Path) -> None:
    pack = brig(tmp_path, VOYAGE)
    (tmp_path / "log.txt").write_bytes(LOG.encode("utf-16"))

    assert unreadable(pack, tmp_path) == "“log.txt” can’t be compared: this file is not UTF-8"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_and_folder_are_not_documents(tmp_path: Path) -> None:
    pack = brig(tmp_path, VOYAGE)
    (tmp_path / "log.txt").unlink()
    for make in (os.mkfifo, os.mkdir):
        make(tmp_path / "log.txt")
        assert "this is not a regular file" in unreadable(pack, tmp_path)
        (tmp_path / "log.txt").rename(tmp_path / make.__name__)


def test_document_must_be_in_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text(LOG, encoding="utf-8")
    folder = tmp_path / "texts"
    folder.mkdir()
    pack = brig(folder, VOYAGE)
    (folder / "log.txt").unlink()
    (folder / "log.txt").symlink_to(outside)
    assert unreadable(pack, folder) == "“log.txt” can’t be compared: it is outside the folder"

    for name in ("../secret.txt", str(outside)):
        pack = brig(folder, VOYAGE, head=HEAD.replace("log.txt", name))
        assert unreadable(pack, folder).endswith("it is outside the folder")


def test_link_to_itself_is_not_a_document(tmp_path: Path) -> None:
    pack = brig(tmp_path, VOYAGE)
    (tmp_path / "log.txt").unlink()
    (tmp_path / "log.txt").symlink_to("log.txt")

    assert "can’t be opened" in unreadable(pack, tmp_path)


def test_invalid_file_name_is_reported(tmp_path: Path) -> None:
    pack = brig(tmp_path, VOYAGE, head=HEAD.replace("log.txt", "x" * 300))

    assert "can’t be opened" in unreadable(pack, tmp_path)


def test_too_large_document_is_not_read(tmp_path: Path) -> None:
    pack = brig(tmp_path, VOYAGE)
    with (tmp_path / "log.txt").open("wb") as file:
        file.truncate(files.MAX_BYTES + 1)

    assert "larger than 64 MiB" in unreadable(pack, tmp_path)


def test_very_long_line_is_refused(tmp_path: Path) -> None:
    pack = brig(tmp_path, VOYAGE)
    (tmp_path / "log.txt").write_text("x" * (cited_documents.MAX_LINE_LENGTH + 1), encoding="utf-8")

    assert unreadable(pack, tmp_path).endswith("a line has more than 1,000,000 characters")


# The pack that comes with the game


@pytest.mark.skipif(not SOURCES.is_dir(), reason="its documents don’t lie beside the checkout")
@pytest.mark.parametrize("path", library.list_builtin_packs(), ids=lambda path: path.name)
def test_citations_of_built_in_packs_are_correct(path: Path) -> None:
    pack = read_pack(path).pack
    assert pack is not None

    assert [str(problem) for problem in check(pack, SOURCES)] == []
