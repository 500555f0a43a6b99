"""Set what is measured beside its yardstick, pair by pair, as rows of a Markdown table."""

import os
import platform
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log

_LEAST = 1e-6
"""What takes no time that the processor’s clock can tell took so much."""

HEAD_OF_PEER = "| figure | peer | bare app | ratio (middle half) | bound |\n|---|---|---|---|---|"
HEAD = "| figure | quiz | yardstick | ratio (middle half) | bound |\n|---|---|---|---|---|"


@dataclass
class Figure:
    """Pairs of measurements of one figure: ours, and the yardstick's."""

    name: str
    bound: float | None
    unit: str
    ours: list[float] = field(default_factory=list)
    yardstick: list[float] = field(default_factory=list)

    def row(self) -> str:
        """Give the figure as a row of the table, its ratio the median of those of the pairs."""
        ours, yardstick = statistics.median(self.ours), statistics.median(self.yardstick)
        ratios = sorted(one / other for one, other in zip(self.ours, self.yardstick, strict=True))
        ratio = statistics.median(ratios)
        spread = f"{ratios[len(ratios) // 4]:.2f} to {ratios[3 * len(ratios) // 4]:.2f}"
        mark = "**" if self.bound is not None and ratio > self.bound else ""
        bound = "" if self.bound is None else f"{self.bound:.2f}"
        return (
            f"| {self.name} | {ours:,.1f} {self.unit} | {yardstick:,.1f} {self.unit} "
            f"| {mark}{ratio:.2f}{mark} ({spread}) | {bound} |"
        )


def alternate(jobs: Sequence[Callable[[bool], None]], runs: int) -> None:
    """Do jobs in turns, there and back; they are told whether it counts, for the first turn warms up."""
    for number in range(runs + 1):
        for job in jobs if number % 2 else reversed(jobs):
            job(number > 0)


def machine(*more: str) -> str:
    """Say on what was measured, and when."""
    system = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"
    return ", ".join([system, f"Python {platform.python_version()}", *more, str(date.today())])


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Say with which power of a size something grows: fit log value = a + b log size, and give b."""
    across = [log(size) for size in sizes]
    up = [log(max(value, _LEAST)) for value in values]
    centre, height = statistics.mean(across), statistics.mean(up)
    above = sum((x - centre) * (y - height) for x, y in zip(across, up, strict=True))
    return above / sum((x - centre) ** 2 for x in across)
