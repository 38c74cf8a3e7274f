"""How do amounts compare? Bars, drawn by hand as SVG, over a table of them.

Lengths are shares of the width and words keep their size, so the same drawing
serves a phone, a desk and a sheet of paper.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add
from typing import TypeAlias

from django.template.loader import render_to_string
from django.utils.html import html_safe

from safehold.engine.money import Money
from safehold.web.components.cells import Kind, Link, words
from safehold.web.components.shown import slug
from safehold.web.components.static_tables import (
    StaticColumn,
    StaticTable,
    cross_footed,
)

Figure: TypeAlias = Money | int

# The rest of the width is for the figure behind the longest bar.
LONGEST_BAR_BASIS_POINTS = 62_00
LABEL_CHARACTERS = 36
LINE_HEIGHT, BAR_HEIGHT, GAP = 22, 22, 14
MOST_SERIES = 6


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar, from `x` on, both in per cent of the width."""

    series: int
    x: str
    width: str
    words: str

    @property
    def is_hatched(self) -> bool:
        """Every second series is hatched, for whom the colours look alike."""
        return self.series % 2 == 0


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """One bar: its label above it, line by line, and its figure behind it."""

    label: tuple[tuple[int, str], ...]
    y: int
    segments: tuple[Segment, ...]
    end: str
    figure: str

    @property
    def middle(self) -> int:
        """Return where the figure's letters stand, to be level with the bar."""
        return self.y + BAR_HEIGHT * 3 // 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and its amount; `href` makes the name a link in the table."""

    label: str
    figure: Figure
    href: str = ""


@html_safe
@dataclass(frozen=True)
class BarChart:
    """Amounts side by side. `heading` and `measure` head the table's columns."""

    title: str
    description: str
    heading: str
    measure: str
    bars: tuple[Bar, ...]

    def __str__(self) -> str:
        """Return the drawing with the table beneath."""
        return render_to_string("components/chart.html", {"chart": self})

    @property
    def name(self) -> str:
        return slug(self.title)

    @cached_property
    def drawn(self) -> tuple[DrawnBar, ...]:
        return _drawn(tuple((bar.label, (bar.figure,)) for bar in self.bars))

    @property
    def height(self) -> int:
        return _height(self.drawn)

    @property
    def table(self) -> StaticTable:
        figures = [bar.figure for bar in self.bars]
        return StaticTable(
            caption=f"{self.title}: the figures",
            columns=(
                StaticColumn(self.heading),
                StaticColumn(self.measure, _kind(figures[0]) if figures else "number"),
            ),
            rows=tuple(
                (Link(bar.label, bar.href) if bar.href else bar.label, bar.figure)
                for bar in self.bars
            ),
            totals=("Total", reduce(add, figures)) if figures else (),
        )


@html_safe
@dataclass(frozen=True)
class StackedBarChart:
    """Amounts of money, each made of parts: one series for each part.

    Shape: each of `bars` has one amount for each of at most six `series`.
    """

    title: str
    description: str
    heading: str
    series: tuple[str, ...]
    bars: tuple[tuple[str, tuple[Money, ...]], ...]

    def __post_init__(self) -> None:
        assert len(self.series) <= MOST_SERIES, "too many series to tell apart"
        assert all(len(parts) == len(self.series) for _, parts in self.bars)

    def __str__(self) -> str:
        """Return the drawing with the table beneath."""
        return render_to_string("components/chart.html", {"chart": self})

    @property
    def name(self) -> str:
        return slug(self.title)

    @cached_property
    def drawn(self) -> tuple[DrawnBar, ...]:
        return _drawn(self.bars, self.series)

    @property
    def height(self) -> int:
        return _height(self.drawn)

    @property
    def legend(self) -> tuple[Segment, ...]:
        return tuple(
            Segment(number, "0", "100%", name)
            for number, name in enumerate(self.series, start=1)
        )

    @property
    def table(self) -> StaticTable:
        return cross_footed(
            f"{self.title}: the figures",
            corner=self.heading,
            across=self.series,
            down=dict(self.bars),
        )


def _drawn(
    bars: tuple[tuple[str, tuple[Figure, ...]], ...], series: tuple[str, ...] = ("",)
) -> tuple[DrawnBar, ...]:
    longest = max((sum(map(_size, parts)) for _, parts in bars), default=0)
    drawn: list[DrawnBar] = []
    y = 0
    for label, parts in bars:
        bar = _bar(label, parts, series, y=y, longest=longest)
        drawn.append(bar)
        y = bar.y + BAR_HEIGHT + GAP
    return tuple(drawn)


def _bar(
    label: str,
    parts: tuple[Figure, ...],
    series: tuple[str, ...],
    *,
    y: int,
    longest: int,
) -> DrawnBar:
    lines = textwrap.wrap(label, LABEL_CHARACTERS) or [""]
    segments: list[Segment] = []
    reached = 0
    for number, (name, part) in enumerate(zip(series, parts, strict=True), start=1):
        start = _share(reached, longest)
        reached += _size(part)
        width = _share(reached, longest) - start
        said = f"{label}, {name}: {words(part)}" if name else words(part)
        segments.append(Segment(number, _per_cent(start), _per_cent(width), said))
    return DrawnBar(
        label=tuple(
            (y + LINE_HEIGHT * number - 6, line)
            for number, line in enumerate(lines, start=1)
        ),
        y=y + LINE_HEIGHT * len(lines),
        segments=tuple(segments),
        end=_per_cent(_share(reached, longest)),
        figure=words(reduce(add, parts)),
    )


def _share(size: int, longest: int) -> int:
    return size * LONGEST_BAR_BASIS_POINTS // longest if longest else 0


def _per_cent(basis_points: int) -> str:
    return f"{basis_points // 100}.{basis_points % 100:02}%"


def _size(figure: Figure) -> int:
    """Return how long a figure is; a negative one has no length."""
    return max(figure.pence if isinstance(figure, Money) else figure, 0)


def _height(drawn: tuple[DrawnBar, ...]) -> int:
    return drawn[-1].y + BAR_HEIGHT if drawn else 0


def _kind(figure: Figure) -> Kind:
    return "money" if isinstance(figure, Money) else "number"
