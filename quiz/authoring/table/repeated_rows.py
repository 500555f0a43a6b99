"""Rows that are about one thing: folded if they have one Wikidata item, and left out if they differ."""

import re
from collections import Counter
from collections.abc import Sequence

from quiz.authoring.table import lexicon
from quiz.authoring.table.source_table import OmittedRow, SourceRow, SourceTable
from quiz.text.normalize import fold

_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/|wd:)?Q\d+")
_ITEM_SHARE = 0.9
_TOTALS = frozenset(("total", "totals", "grand total", "sum", "average", "mean", "median", "overall"))
_MAX_TOTALS = 3
"""Number of rows at the end that may sum up the others."""
_NO_SUBJECT = "because their subject is empty"
_TOTAL = "because they sum up others"
_SAME = "because an earlier row is equal"
_REPEATED = "because others have the same subject"


def fold_items(table: SourceTable) -> None:
    """Join the rows of each Wikidata item; different values are in one cell, separated by semicolons.

    Of a column and that of its labels, as in `country` and `countryLabel`, the labels are used.
    """
    index = next((i for i in range(len(table.headings)) if _has_items(table.cells_of(i))), None)
    if index is None:
        return
    groups: dict[str, list[SourceRow]] = {}
    for row in table.rows:
        groups.setdefault(row.cells[index] or f"row {row.number}", []).append(row)
    folded = len(table.rows) - len(groups)
    if folded:
        table.rows = [_join_rows(rows) for rows in groups.values()]
        rows = "1 row was" if folded == 1 else f"{folded:,} rows were"
        table.remarks.append(f"{rows} joined to others about the same Wikidata item.")
    _drop_items(table)


def _drop_items(table: SourceTable) -> None:
    """Leave out the columns whose labels are in a column of their own."""
    dropped = [index for index, heading in enumerate(table.headings) if f"{heading}Label" in table.headings]
    for index in reversed(dropped):
        heading = table.headings.pop(index)
        table.remarks.append(f"“{heading}” isn’t used, because “{heading}Label” has its names.")
        table.rows = [row._replace(cells=row.cells[:index] + row.cells[index + 1 :]) for row in table.rows]


def _has_items(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    items = sum(_ITEM.fullmatch(cell) is not None for cell in filled)
    return bool(filled) and items >= _ITEM_SHARE * len(filled) and len(set(filled)) < len(filled)


def _join_rows(rows: Sequence[SourceRow]) -> SourceRow:
    columns = zip(*(row.cells for row in rows), strict=True)
    return SourceRow(rows[0].number, ["; ".join(dict.fromkeys(filter(None, cells))) for cells in columns])


def find_repeated_rows(
    rows: Sequence[SourceRow], subjects: Sequence[str]
) -> tuple[list[int], list[OmittedRow]]:
    """Return the indices of the usable rows, and the rows that are left out.

    Of rows that are equal in all cells, the first is used. Of others with one subject, none is used, because
    a question about it would have several answers.
    """
    kept: list[int] = []
    omitted: list[OmittedRow] = []
    groups: dict[str, list[int]] = {}
    for index, subject in enumerate(subjects):
        if not any(map(str.isalnum, subject)):
            omitted.append(OmittedRow(rows[index].number, subject, _NO_SUBJECT))
        elif index >= len(subjects) - _MAX_TOTALS and fold(subject) in _TOTALS:
            omitted.append(OmittedRow(rows[index].number, subject, _TOTAL))
        else:
            groups.setdefault(fold(subject), []).append(index)
    for indices in groups.values():
        different = {tuple(rows[index].cells): index for index in reversed(indices)}
        firsts = sorted(different.values())
        omitted += [
            OmittedRow(rows[index].number, subjects[index], _SAME) for index in indices if index not in firsts
        ]
        if len(firsts) == 1:
            kept.append(firsts[0])
        else:
            omitted += [OmittedRow(rows[index].number, subjects[index], _REPEATED) for index in firsts]
    return sorted(kept), omitted


def list_repeated(omitted: Sequence[OmittedRow]) -> list[OmittedRow]:
    """Return the rows that are left out because others have the same subject."""
    return [row for row in omitted if row.reason == _REPEATED]


def find_distinguishing(subjects: Sequence[str], columns: Sequence[tuple[str, Sequence[str]]]) -> str | None:
    """Return the name of the column that distinguishes the most rows, together with the subject."""
    best: tuple[int, str] | None = None
    for name, cells in columns:
        if name.casefold().rpartition(" ")[2] in lexicon.IDENTIFIERS:
            continue
        pairs = Counter(
            (fold(subject), fold(cell)) for subject, cell in zip(subjects, cells, strict=True) if cell
        )
        alone = sum(count == 1 for count in pairs.values())
        if best is None or alone > best[0]:
            best = (alone, name)
    return best[1] if best is not None and best[0] > len(set(map(fold, subjects))) / 2 else None
