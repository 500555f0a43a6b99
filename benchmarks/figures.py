"""Figures that are measured next to a yardstick, as rows of a Markdown table."""

import os
import platform
import resource
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log

_MIN_VALUE = 1e-6
"""Stands for a time that the clock can't distinguish from 0, because 0 has no logarithm."""

HEADER = (
    "| figure | quiz | yardstick | ratio (middle half) | limit |",
    "|---|---|---|---|---|",
)


@dataclass
class Figure:
    """Pairs of measurements of one figure: the program's and the yardstick's."""

    name: str
    unit: str
    limit: float | None = None
    """Maximum ratio."""
    allowance: float = 0.0
    """Difference in `unit` that is allowed at any ratio."""
    values: list[float] = field(default_factory=list)
    yardstick: list[float] = field(default_factory=list)

    def row(self) -> str:
        """Format the medians and the ratio of the pairs as a row of a table."""
        value, yardstick = statistics.median(self.values), statistics.median(self.yardstick)
        ratios = sorted(mine / theirs for mine, theirs in zip(self.values, self.yardstick, strict=True))
        ratio = statistics.median(ratios)
        is_allowed = self.allowance and value - yardstick <= self.allowance
        is_over = self.limit is not None and ratio > self.limit and not is_allowed
        spread = f"{ratios[len(ratios) // 4]:.2f} to {ratios[3 * len(ratios) // 4]:.2f}"
        cells = (
            self.name,
            f"{value:,.1f} {self.unit}",
            f"{yardstick:,.1f} {self.unit}",
            f"{mark_over(f'{ratio:.2f}', is_over=is_over)} ({spread})",
        )
        return f"| {' | '.join(cells)} |"

    def row_with_limit(self) -> str:
        """Format the figure as `row` does, with its limit in the last cell."""
        if self.limit is None:
            return f"{self.row()} |"
        allowance = f", or {self.allowance:g} {self.unit} more" if self.allowance else ""
        return f"{self.row()} {self.limit:.2f}{allowance} |"


def mark_over(text: str, *, is_over: bool) -> str:
    """Format a figure in bold if it is over its limit."""
    return f"**{text}**" if is_over else text


def alternate(jobs: Sequence[Callable[[bool], None]], runs: int) -> None:
    """Run jobs in turns, in both orders; the first turn warms up, and passes `False` to each job."""
    for number in range(runs + 1):
        for job in jobs if number % 2 else reversed(jobs):
            job(number > 0)


def describe_machine(*details: str) -> str:
    """Describe the machine, the Python version and the date of a measurement."""
    system = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"
    python = f"Python {platform.python_version()}"
    return f"Machine: {', '.join([system, python, *details])}. Date: {date.today()}."


def fit_exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Return the exponent b of the least-squares fit log value = a + b log size."""
    xs = [log(size) for size in sizes]
    ys = [log(max(value, _MIN_VALUE)) for value in values]
    mean_x, mean_y = statistics.mean(xs), statistics.mean(ys)
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return covariance / sum((x - mean_x) ** 2 for x in xs)


def peak_memory() -> float:
    """Return the peak resident memory of this process, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * (1024 if sys.platform == "darwin" else 1))
