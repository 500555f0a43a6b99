"""An example pack to start from."""

from pathlib import Path

from quiz.model.errors import UsageError
from quiz.packs.format.ids import is_id, slug

_SUFFIX = ".yaml"

_SCHEMA = "pack.schema.json"

HEAD = """\
# yaml-language-server: $schema=pack.schema.json
# With the line above, an editor with YAML support completes and checks what you write.
#
# {about}
#   quiz preview {name}.yaml

format: 1
name: {name}
title: {title}
language: en
licence: CC0-1.0
authors: [Your Name]

"""

_ABOUT = "You can play this pack now. Replace the facts with your own, and watch the questions as you write:"
_PACK = """\
# The sources of the facts. Paragraphs are the lines of the text that are not blank, counted from 1.
sources:
  book:
    title: A book on the planets (an example)
    publisher: Example Press
    date: "2026"
    sections: {The planets: 1-9, Their discovery: 10-12}

categories:
  planets: Round the Sun
  people: Who found them

# More values of each type, for wrong answers.
pools:
  planet: [Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus, Neptune]
  astronomer: [Johannes Kepler, Giovanni Cassini, Edmond Halley]

category: planets

facts:
  # A sentence with its answer in < >. No other value of that type may make it true.
  # The sentence alone yields a question with a gap, and a statement.
  - id: largest
    fact: The largest planet is <Jupiter>.
    type: planet
    cite: book 1

  # `ask` makes it a proper question.
  - id: nearest
    fact: The planet nearest to the Sun is <Mercury>.
    type: planet
    ask: Which planet is nearest to the Sun?
    cite: book 2

  # Several values in one sentence: each has a label, and may have a question of its own.
  # Years, dates, counts, numbers and some other types need no pool: `quiz` makes wrong ones.
  - id: uranus
    category: people
    fact: <astronomer=William Herschel> discovered the planet <planet=Uranus> in <year=1781>.
    cite: book 10
    values:
      astronomer:
        ask: Who discovered the planet Uranus?
      planet:
        ask: Which planet did William Herschel discover?
      year:
        ask: In which year was the planet Uranus discovered?

# One sentence that is true of several values. `complete` means that there are no others.
lists:
  - id: moonless
    fact: A planet without a moon is <planet>.
    type: planet
    ask: Which of these planets has no moon?
    each: [Mercury, Venus]
    complete: yes
    cite: book 3

# One sentence for several subjects, one per line. The first column is the subject. `ask-back` asks for the
# subject; use it only if no two subjects have the same value.
tables:
  - id: order
    columns:
      place:
        fact: Counted from the Sun, <planet> is the <place> planet.
        type: ordinal
        ask: Counted from the Sun, which planet is <planet>?
        ask-back: Which planet is the <place> from the Sun?
    rows: |
      planet  | place
      Earth   | third
      Mars    | fourth
      Jupiter | fifth
      Saturn  | sixth
      Uranus  | seventh
    cite: book 4

# Hand-written questions and statements.
questions:
  - id: red
    question: Why does the surface of Mars look red?
    right: Its dust is full of rust
    wrong: [Its rocks glow with heat, Red plants grow there]
    because: The dust on Mars holds iron oxide, which is rust.
    cite: book 5
  - id: long-day
    statement: Venus takes longer to turn once than to go once round the Sun.
    true: yes
    because: Venus turns once in 243 days, and goes round the Sun in 225.
    cite: book 6
"""


def write_example_pack(name: str) -> Path:
    """Write an example pack and return its path. An existing file is never overwritten.

    `name` is the name of the pack or the path of its file; `.yaml` is added if missing.
    """
    path = path_of(name)
    write_new(path, HEAD.format(name=path.stem, title=title_of(path.stem), about=_ABOUT) + _PACK)
    return path


def write_schema_for(path: Path) -> bool:
    """Write the schema that the first line of a pack names; return whether it was missing."""
    from quiz.packs.json_schema import to_json

    try:
        write_new(path.with_name(_SCHEMA), f"{to_json()}\n")
    except UsageError:
        return False
    return True


def title_of(name: str) -> str:
    """Build a title from the words of a name."""
    return name.replace("-", " ").capitalize()


def require_new(path: Path) -> None:
    """Raise `UsageError` if a file exists."""
    if path.exists():
        raise UsageError(f"“{path}” exists already. Choose another name")


def write_new(path: Path, text: str) -> None:
    """Write a new file; raise `UsageError` if it exists."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"“{path}” exists already. Choose another name") from None
    except FileNotFoundError:
        raise UsageError(f"no folder “{path.parent}” for “{path.name}”") from None


def path_of(name: str) -> Path:
    """Return the path of a pack's file; raise `UsageError` if the name is invalid."""
    path = Path(name)
    stem = path.name.removesuffix(_SUFFIX)
    if not is_id(stem):
        better = path.with_name(slug(stem.removesuffix(".yml"))) if path.name else Path("my-pack")
        raise UsageError(
            f"“{stem}” is not a valid pack name: use lower-case letters, digits and hyphens, "
            f"for example: quiz new {better}"
        )
    return path.with_name(f"{stem}{_SUFFIX}")
