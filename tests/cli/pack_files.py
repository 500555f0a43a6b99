"""Packs as files, for tests of the command line."""

from pathlib import Path

PLANETS = """\
format: 1
name: planets
title: The Planets
language: en
categories:
  size: Sizes
  myth: Names
sources:
  atlas: {title: An Atlas, publisher: A Press}
facts:
  - id: largest
    category: size
    fact: The largest planet is <Jupiter>.
    type: planet
    ask: Which planet is the largest?
    cite: atlas 1
  - id: smallest
    category: size
    fact: The smallest planet is <Mercury>.
    type: planet
    ask: Which planet is the smallest?
    cite: atlas 2
  - id: ringed
    category: size
    fact: The widest rings are those of <Saturn>.
    type: planet
    cite: atlas 3
  - id: god
    category: myth
    fact: Mars is named after a god of <war>.
    type: calling
    ask: What was the god Mars responsible for?
    cite: atlas 4
pools:
  planet: [Venus, Uranus, Neptune]
"""

WITH_EMPTY = PLANETS.replace("  myth: Names\n", "  myth: Names\n  empty: Nothing yet\n")
"""A pack with an empty category."""


def planets(folder: Path, text: str = PLANETS) -> str:
    """Write a small pack with two categories, and return its path."""
    path = folder / "planets.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def line_of(part: str, text: str = PLANETS) -> int:
    """Return the number of the line, from 1, with the first occurrence of a part of a pack."""
    return text.partition(part)[0].count("\n") + 1
