"""Success of guessing the built-in packs' keys from the options alone, by `quiz audit`.

.venv/bin/python benchmarks/guessing.py --seeds 20
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from figures import mark_over

from quiz.packs.library import list_builtin_packs, pack_name

QUIZ = str(Path(sys.executable).with_name("quiz"))
ALLOWED_ABOVE_CHANCE = 0.05
MAX_FLAWS = 0.02
"""Maximum number of item-writing flaws per question."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="seeds of the questions (default: 20)")
    parser.add_argument("--only", metavar="PACK", help="the only pack to measure")
    options = parser.parse_args()
    packs = [pack_name(path) for path in list_builtin_packs()]
    for line in measure([options.only] if options.only else packs, options.seeds):
        print(line)


def measure(packs: Iterable[str], seeds: int) -> Iterator[str]:
    """Return a table of the best attack on each pack: its upper limit is farthest above chance."""
    yield "| pack | questions | best attack | hits | at most (95%) | chance | limit | flaws per question |"
    yield "|---|---|---|---|---|---|---|---|"
    for name in packs:
        command = [QUIZ, "audit", name, "--seeds", str(seeds), "--json"]
        # Its exit code is 1 if a limit is missed; the table shows which.
        report = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout)
        rates = {attack: rate for attack, rate in report["attacks"].items() if rate["high"] is not None}
        if not rates:
            yield f"| {name} | {report['questions']:,} | too few questions | | | | | |"
            continue
        best = max(rates, key=lambda attack: rates[attack]["high"] - rates[attack]["chance"])
        rate, flaws = rates[best], report["flaws_per_question"]
        limit = rate["chance"] + ALLOWED_ABOVE_CHANCE
        cells = (
            name,
            f"{report['questions']:,}",
            best,
            f"{rate['hit']:.1%}",
            mark_over(f"{rate['high']:.1%}", is_over=rate["high"] > limit),
            f"{rate['chance']:.1%}",
            f"{limit:.1%}",
            mark_over(f"{flaws:.3f}", is_over=flaws >= MAX_FLAWS),
        )
        yield f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
