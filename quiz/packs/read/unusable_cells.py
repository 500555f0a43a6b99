"""Cells that are not values: spreadsheet errors, signs for an unknown value, footnote marks and HTML.

    element | symbol | discoverer
    Sodium  | Na     | Davy[1]       a footnote mark; `Na` has the shape of other symbols, so it is a value
    Oxygen  | O      | #N/A          a spreadsheet error
    Radon   | Rn     | unknown       a word for an unknown value

Such a cell is left out as if it were empty. What a cell means depends on the others of its column.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from quiz.model.rules import Rule
from quiz.packs.read import entities

_ERROR = re.compile(
    r"#[¡¿]?[^\W_][\w/ ]*[!?]|#[^\W\d_]{1,2}/[^\W\d_]{1,2}|#NV|#NULL|#+|#GETTING_DATA|Err:\d{3}"
)
_FORMULA = re.compile(r"=\s?(?:[A-ZÄÖÜ.]+\(.*\)|\$?[A-Z]{1,3}\$?\d+(?:[-+*/&].*)?)")
_ABBREVIATIONS = frozenset("na nan nd nc tba tbd tbc todo xxx xxxx".split())
"""Signs for an unknown value that are also codes and symbols."""
_DOTTED_ABBREVIATIONS = frozenset("bd ka kn na nb nc nd nk nn nq nr ns nv nvt oa og sd so нд".split())
"""Signs for an unknown value if they are written with dots or slashes: `k. A.`, `s/d`, `н/д`."""
_AMBIGUOUS_WORDS = frozenset(
    "none nil null blank empty missing keine keiner keines aucun aucune néant ninguno ninguna nessuno "
    "nessuna nenhum nenhuma geen ingen inga intet ingenting brak žádný nici-un niciunul".split()
)
"""Words for an unknown value that may be right answers in a column of words."""
_UNKNOWN = frozenset(
    word.strip()
    for word in (
        "unknown, not known, unkn, unk, not available, not applicable, not recorded, not specified, "
        "not stated, not given, unspecified, undefined, undetermined, no data, no information, "
        "data missing, missing data, no value, to be announced, to be confirmed, to be determined, "
        "to be decided, unbekannt, nicht bekannt, keine angabe, keine angaben, keine daten, "
        "nicht verfügbar, nicht zutreffend, entfällt, inconnu, inconnue, non disponible, "
        "non renseigné, non connu, sans objet, pas de données, desconocido, desconocida, "
        "no disponible, sin datos, sin información, se desconoce, no aplica, desconhecido, "
        "desconhecida, não disponível, sem dados, não se aplica, sconosciuto, sconosciuta, ignoto, "
        "non noto, nessun dato, dato mancante, onbekend, niet bekend, geen gegevens, "
        "niet van toepassing, niet beschikbaar, okänd, okänt, ej känd, uppgift saknas, ukjent, "
        "ukendt, ingen data, tuntematon, ei tiedossa, teadmata, nezināms, nežinoma, nieznany, "
        "nieznana, nieznane, brak danych, nie dotyczy, neznámý, neznámá, neznámé, neznano, "
        "nepoznato, nepoznat, ismeretlen, nincs adat, necunoscut, necunoscută, bilinmiyor, "
        "bilinmeyen, veri yok, i panjohur, неизвестно, неизвестен, неизвестна, неизвестный, "
        "нет данных, невідомо, невідомий, немає даних, невядома, няма данни, непознато, άγνωστο, "
        "άγνωστος, άγνωστη, անհայտ, უცნობია, غير معروف, غير معروفة, مجهول, غير متوفر, لا يوجد, "
        "نامعلوم, ناشناخته, לא ידוע, אין נתונים, अज्ञात, अनजान, উপলব্ধ নয়, অজানা, தெரியவில்லை, "
        "తెలియదు, ไม่ทราบ, ไม่มีข้อมูล, không rõ, không có dữ liệu, tidak diketahui, tidak ada data, "
        "不明, 未詳, 不詳, 不详, 未知, 无, 無, なし, 該当なし, データなし, 无数据, 暂无, 未定, "
        "미상, 없음, 알 수 없음, 불명, 자료 없음, "
        "haijulikani"
    ).split(",")
)
_NULL_DATE = re.compile(r"0{4}-0{2}(?:-0{2})?|0{1,2}[./-]0{1,2}[./-]0{2,4}|1/0/1900|1900-01-00|0{4}")
_NUMBER = re.compile(r"[-−+]?\d[\d,.\u00a0\u202f ]*")
_SENTINEL = re.compile(r"-9{2,5}")
_MAX_PLACEHOLDER_LENGTH = 30
_MIN_OTHER_NUMBERS = 4
_MAX_SMALL = 10
_YEARS = range(1000, 2101)

_BRACKETED = (
    r"(?<=\S)\s?[\[［【〔](?:\d{1,3}|[^\W\d_]|[ivx]{2,5}|(?:note|nota|nb|fn|ref|anm|прим)\.? ?\d{1,3}"
    r"|[^\[\]]{0,20}needed|\?)[\]］】〕]"
)
_STARRED = r"(?:(?<=[^\W\d_]{2})|(?<=\d))(?:[*＊]{1,3}|[§¶]|\^\(?(?:\d{1,2}|[a-z])\)?)(?=[\s,;.)]|$)|^[*＊]\s"
_STARS_AT_END = r"(?<=\w)\s[*＊]{1,3}$"
_RAISED = (
    r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_a-zA-Z]{2})|(?<=\d{4})|(?<=,\d{3}))\s?[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ]+(?=[\s,;.)]|$)"
)
_FOOTNOTE = re.compile(rf"{_BRACKETED}|[†‡※]|{_STARRED}|{_STARS_AT_END}|{_RAISED}", re.IGNORECASE)
_UNIT_WITH_POWER = re.compile(r"(?:inch|foot|feet|yard|yards|mile|miles|meter|metre|sec|rad|км|см|мм|дм)[²³]")
_FOOTNOTE_SIGNS = frozenset("[［【〔†‡※*＊§¶^⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ")


class CellFault(NamedTuple):
    """The reason why a cell is left out."""

    rule: Rule
    sign: str
    """The part that is wrong, or the whole cell."""
    advice: str


def find_unusable_cells(cells: Sequence[str]) -> dict[int, CellFault]:
    """Return the faults of the cells of one column, by the index of the row."""
    texts = [" ".join(cell.split()) for cell in cells]
    column = _Column(texts)
    parts = _Column(part.strip() for text in texts for part in text.split(";"))
    found = ((text, column.find_fault(text) or parts.find_fault_in_list(text)) for text in column.counts)
    faults = {text: fault for text, fault in found if fault is not None}
    return {index: faults[text] for index, text in enumerate(texts) if text in faults} if faults else {}


def strip_footnote_marks(text: str) -> str:
    """Return a text without its footnote marks; a text that is nothing else stays."""
    while not _FOOTNOTE_SIGNS.isdisjoint(text) and (mark := _find_footnote_mark(text)) is not None:
        text = " ".join(text.replace(mark, "", 1).split())
    return text


def describe_fault(fault: CellFault) -> str:
    """Describe a fault in a clause."""
    if fault.rule is Rule.HTML_ENTITY:
        return f"“{fault.sign}” is HTML"
    if fault.rule is Rule.FOOTNOTE_MARK:
        return f"“{fault.sign}” looks like a footnote mark"
    if fault.sign.startswith("="):
        return f"“{fault.sign}” is a formula"
    return f"“{fault.sign}” is a sign for an unknown value"


class _Column:
    """The texts of a column, with which each of them is compared."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.counts = Counter(text for text in texts if text)

    def find_fault(self, text: str) -> CellFault | None:
        """Return the reason why a text is not a value."""
        entity = entities.find_entity(text)
        if entity is not None:
            return CellFault(Rule.HTML_ENTITY, entity[0], entities.advise(entity[0]))
        tag = entities.find_tag(text)
        if tag is not None:
            return CellFault(Rule.HTML_ENTITY, tag[0], f"Delete `{tag[0]}`.")
        if self._is_placeholder(text):
            advice = "Write its result." if text.startswith("=") else "Leave the cell empty."
            return CellFault(Rule.PLACEHOLDER_CELL, text, advice)
        mark = _find_footnote_mark(text) if not _FOOTNOTE_SIGNS.isdisjoint(text) else None
        return CellFault(Rule.FOOTNOTE_MARK, mark, f"Delete “{mark}”.") if mark else None

    def find_fault_in_list(self, text: str) -> CellFault | None:
        """Return the first sign for an unknown value in a cell with several: its other values are not all."""
        for part in map(str.strip, text.split(";") if ";" in text and "`" not in text else ()):
            if part and not part[0].isdigit() and self._is_placeholder(part):
                advice = f"Delete “{part}”, and write `open: yes` for the column if values are missing."
                return CellFault(Rule.PLACEHOLDER_CELL, part, advice)
        return None

    def _is_placeholder(self, text: str) -> bool:
        if len(text) > _MAX_PLACEHOLDER_LENGTH or "`" in text:
            return False
        if not any(map(str.isalnum, text)):
            return _is_punctuation(text) and not self._has_signs()
        if text[0] in "#E" and _ERROR.fullmatch(text) and text.upper() in (text, "ERR" + text[3:]):
            return True
        if text in ("\\N", "<NA>", "Loading...") or _FORMULA.fullmatch(text):
            return True
        if text[0] in "0123456789-−+":
            return self._is_null_number(text)
        word = text.strip("()[]{}<>-–—_*\"'“” .").casefold()
        if word in _UNKNOWN:
            return True
        bare = re.sub(r"[\s./\\-]", "", word)
        if bare in (_DOTTED_ABBREVIATIONS if bare != word or text[-1] == "." else _ABBREVIATIONS):
            return not self._has_other_of_shape(text, _exact_shape)
        return word in _AMBIGUOUS_WORDS and not self._has_other_of_shape(text, _word_shape)

    def _has_signs(self) -> bool:
        """Return whether half of the cells are signs, so that `-` may be one of them."""
        signs = sum(count for text, count in self.counts.items() if not any(map(str.isalnum, text)))
        return len(self.counts) > 2 and 2 * signs >= self.counts.total()

    def _is_null_number(self, text: str) -> bool:
        """Return whether a number that means nothing is alone in a column of other numbers."""
        if _NULL_DATE.fullmatch(text) and not _is_zero(text):
            return True
        is_zero = _is_zero(text)
        if not is_zero and not _SENTINEL.fullmatch(text) and text != "9999":
            return False
        others = [number for other, number in self._parsed_numbers() if other != text]
        if len(others) < _MIN_OTHER_NUMBERS:
            return False
        if is_zero:
            return min(map(abs, others)) > _MAX_SMALL
        if text == "9999":
            return all(number in _YEARS for number in others)
        return min(others) >= 0

    def _parsed_numbers(self) -> list[tuple[str, float]]:
        return [
            (text, float(re.sub(r"[^\d.-]", "", text.replace("−", "-")).rstrip(".")))
            for text in self.counts
            if _NUMBER.fullmatch(text) and text.count(".") <= 1
        ]

    def _has_other_of_shape(self, text: str, shape_of: Callable[[str], str]) -> bool:
        shape = shape_of(text)
        return any(other != text and shape_of(other) == shape for other in self.counts)


def _find_footnote_mark(text: str) -> str | None:
    for match in _FOOTNOTE.finditer(entities.mask_code(text)):
        is_alone = not any(map(str.isalnum, text[: match.start()] + text[match.end() :]))
        start = text.rfind(" ", 0, match.start()) + 1
        if not is_alone and not _UNIT_WITH_POWER.fullmatch(text[start : match.end()].casefold()):
            return match[0].strip()
    return None


def _is_punctuation(text: str) -> bool:
    return all(
        unicodedata.category(sign)[0] in "PZ" or unicodedata.category(sign) in ("Sm", "Sk") for sign in text
    )


def _is_zero(text: str) -> bool:
    return set(text) <= set("0,.") and "0" in text


def _exact_shape(text: str) -> str:
    """Return the text with `a` for each small letter and `A` for each capital: `A/A` for `N/A`."""
    return "".join("A" if sign.isupper() else "a" if sign.isalpha() else sign for sign in text)


def _word_shape(text: str) -> str:
    """Return `Aa` for each capitalized word and `a` for each other word, whatever their lengths."""
    return re.sub(r"a+", "a", re.sub(r"A+", "A", _exact_shape(text)))
