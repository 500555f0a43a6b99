"""Measure how well the shipped packs' questions are guessed from their options alone: `quiz audit` of each.

.venv/bin/python benchmarks/guessed.py --seeds 20
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from quiz.packs.library import list_builtin_packs, pack_name

QUIZ = str(Path(sys.executable).with_name("quiz"))
BEYOND_CHANCE = 0.05
FLAWS = 0.02
"""The bound of item-writing flaws in a question."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    for line in measured(parser.parse_args().seeds):
        print(line)


def measured(seeds: int) -> Iterator[str]:
    """Give a table with the best attack on each pack, whose upper limit goes farthest beyond chance."""
    yield "| pack | questions | best attack | hits | at most (95 %) | chance | bound | flaws a question |"
    yield "|---|---|---|---|---|---|---|---|"
    for name in map(pack_name, list_builtin_packs()):
        command = [QUIZ, "audit", name, "--seeds", str(seeds), "--json"]
        # It ends with 1 where a bound is missed, which the table shows.
        found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout)
        limited = {which: rate for which, rate in found["attacks"].items() if rate["high"] is not None}
        if not limited:
            yield f"| {name} | {found['questions']:,} | too few for a limit | | | | | |"
            continue
        best = max(limited, key=lambda which: limited[which]["high"] - limited[which]["chance"])
        rate = limited[best]
        bound, flaws = rate["chance"] + BEYOND_CHANCE, found["flaws_per_question"]
        yield (
            f"| {name} | {found['questions']:,} | {best} | {percent(rate['hit'])} "
            f"| {marked(percent(rate['high']), is_over=rate['high'] > bound)} "
            f"| {percent(rate['chance'])} | {percent(bound)} "
            f"| {marked(f'{flaws:.3f}', is_over=flaws >= FLAWS)} |"
        )


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def marked(text: str, *, is_over: bool) -> str:
    """Put in bold what is over its bound."""
    return f"**{text}**" if is_over else text


if __name__ == "__main__":
    main()
