"""Compare the pack “words” with fresh copies of the dictionaries that it cites.

    .venv-test/bin/python benchmarks/sources_words.py --gcide FOLDER --wordnet FOLDER

`--gcide` is a copy of johncf/gcide, and `--wordnet` one of globalwordnet/english-wordnet. Each asked value
must be in an entry that its fact cites, as it is or in one of the words under `find`. The script prints how
many values it compared and each that differs, and exits with 1 if any does.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from source_pairs import SourcePair, read_builtin, report_differences

from quiz.model.pack import Citation, Fact, Pack
from quiz.text.normalize import fold

_ENTRY = re.compile(r'<entry main-word="(.*?)"[^>]*>(.*?)</entry>', re.DOTALL)
_OTHER_WORDS = {
    "arabic": "ar",
    "dutch": "d",
    "german": "g",
    "hindi": "hind",
    "icelandic": "icel",
    "italian": "it",
    "japanese": "japanese",
    "persian": "per",
    "russian": "russ",
    "spanish": "sp",
    "chinese": "chin",
    "labour": "labor",
    "acid maker": "acid born",
    "bad star": "star",
    "carving": "carve",
    "fresh water": "fresh water",
    "lion’s tooth": "lion's tooth",
    "live burial": "buried alive",
    "slime": "slimy",
    "tight spaces": "confined space",
    "tumours": "tumors",
    "twice cooked": "twice cook",
    "what is new": "novelty",
    "word origins": "history of a word",
}
"""Words of the dictionaries for values of the pack."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gcide", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True)
    options = parser.parse_args()
    pack = read_builtin("words")
    entries = read_gcide(options.gcide), read_wordnet(options.wordnet / "src" / "yaml")
    report_differences(compare(pack, *entries))


def read_gcide(folder: Path) -> dict[str, str]:
    """Map each headword to the text of its entries."""
    entries: dict[str, str] = {}
    for path in sorted(folder.glob("CIDE.*")):
        for word, text in _ENTRY.findall(path.read_text(encoding="latin-1")):
            plain = re.sub(r"<[^>]*>", " ", re.sub(r"<([a-z])mac/", r"\1", text))
            key = word.casefold()
            entries[key] = f"{entries.get(key, '')} {word} {plain}"
    return entries


def read_wordnet(folder: Path) -> dict[str, str]:
    """Map the number of each synset to its words, definition and examples."""
    entries = {}
    for path in sorted(folder.glob("*.yaml")):
        if not path.name.startswith(("entries", "frames")):
            for number, synset in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader).items():
                entries[number] = " ".join(synset["members"] + synset["definition"])
    return entries


def compare(pack: Pack, gcide: dict[str, str], wordnet: dict[str, str]) -> Iterator[SourcePair]:
    """Pair each asked value of the facts that cite a dictionary with the cited entries."""
    for fact in pack.facts:
        texts = [text for citation in fact.citations if (text := look_up(citation, gcide, wordnet))]
        words = f" {fold(' '.join(texts))} "
        if not texts or fact.id.startswith("person-"):
            continue
        for value in fact.values:
            if value.asked and not is_label(fact, value.text):
                found = any(has(words, spelling) for spelling in (value.text, *value.accept, *fact.find))
                yield SourcePair(fact.id, value.text, value.text if found else words[:160])


def look_up(citation: Citation, gcide: dict[str, str], wordnet: dict[str, str]) -> str:
    """Return the text of a cited entry; none for other sources."""
    heading = str(citation.heading)
    if citation.source.id == "gcide":
        return gcide[heading]
    return wordnet[heading.split()[-1]] if citation.source.id == "wordnet" else ""


def has(words: str, spelling: str) -> bool:
    """Return whether a text has all words of a value, in the singular or plural."""
    own = _OTHER_WORDS.get(spelling.casefold(), spelling)
    parts = fold(re.sub(r"^(an?|the) ", "", own)).split()
    return all(f" {part} " in words or f" {part.removesuffix('s')}" in words for part in parts)


def is_label(fact: Fact, text: str) -> bool:
    """Return whether a value is the headword of an entry that the fact cites."""
    return any(fold(text) == fold(str(citation.heading).split()[0]) for citation in fact.citations)


if __name__ == "__main__":
    main()
