"""Lines of the home screen: those of the menu, and the offer of an unfinished round."""

from textual.content import Content
from textual.style import Style

from quiz.game.menu import EntryType, MenuEntry
from quiz.game.overview import CategoryRecord, format_accuracy, format_seen
from quiz.game.round import Round
from quiz.text.english import format_count, format_number
from quiz.text.safe import Text
from quiz.tui.widgets.menu_row import MenuRow

_MAX_NUMBERED = 9
_ACCURACY_CELLS, _SEEN_CELLS = 10, 12


def show_entry(
    row: MenuRow,
    entry: MenuEntry,
    record: CategoryRecord | None,
    *,
    is_chosen: bool,
    is_found: bool,
    is_single_pack: bool,
) -> None:
    """Show a line of the menu in a row.

    Args:
        row: The row.
        entry: The line.
        record: The player's answers in its categories, if they are known.
        is_chosen: Whether the line is played together with others.
        is_found: Whether a search found it, so that it isn't below its pack.
        is_single_pack: Whether the menu has one pack only.
    """
    number = str(row.index + 1) if row.index < _MAX_NUMBERED else ""
    in_pack = entry.type in (EntryType.WHOLE_PACK, EntryType.CATEGORY) and not is_single_pack
    title, tail, share = entry.title, format_count(entry.askable_count, "question"), None
    short_tail = None
    if entry.type is EntryType.PACK:
        title = Text(f"{row.format_sign(is_open=entry.is_open)} {title}")
        tail = format_count(len(entry.categories), "category", "categories")
    if record is not None and record.seen_count and entry.askable_count:
        share = min(1.0, record.seen_count / entry.askable_count)
        seen, accuracy = format_seen(record, entry.askable_count), format_accuracy(record)
        tail, short_tail = Text(f"{accuracy:>{_ACCURACY_CELLS}}  {seen:>{_SEEN_CELLS}}"), accuracy or seen
    row.show_entry(
        title,
        tail,
        short_tail=short_tail,
        number=row.check_mark if is_chosen else number,
        note=entry.pack_title if is_found else None,
        level=1 if in_pack and not is_found else 0,
        share=share,
    )


def format_offer(unfinished: Round, key: str) -> Content:
    """Format the offer to resume a round with a key."""
    answered = 0 if unfinished.resumed_from is None else len(unfinished.resumed_from.answers)
    count = f"{format_number(answered)} of {format_number(len(unfinished.questions))} answered"
    offer = Content.assemble((key, "bold $primary"), f"  Resume {unfinished.title} ({count})")
    return offer.stylize(Style.from_meta({"@click": "screen.resume"}))
