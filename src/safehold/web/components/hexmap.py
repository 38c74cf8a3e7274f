"""Where in London is it? Each authority a hexagon, darker for more.

The figure stands in each hexagon and in a table beneath, so that neither colour
nor sight is needed. Hexagons say who borders whom only roughly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from django.template.loader import render_to_string
from django.utils.html import format_html, html_safe
from django.utils.safestring import SafeString, mark_safe

from safehold.engine.areas import AREAS, Area
from safehold.engine.money import ZERO, Money
from safehold.web.components.cells import Link, words
from safehold.web.components.shown import slug
from safehold.web.components.static_tables import StaticColumn, StaticTable

Figure: TypeAlias = Money | int

# Whole numbers, near enough to a regular hexagon: 40√3 is 69.3.
HALF_WIDTH, HALF_HEIGHT = 35, 40
ROW_STEP = HALF_HEIGHT * 3 // 2
MARGIN = 2
DARKEST = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """One authority as drawn: `band` is 0 for nothing, up to 5 for the most."""

    area: Area
    x: int
    y: int
    band: int
    figure: str
    words: str
    href: str

    @property
    def short_name(self) -> str:
        """Return four letters; no two of the 33 begin alike."""
        return self.area.name[:4]

    @property
    def markup(self) -> SafeString:
        """Return the hexagon, drawn; written here since a page draws 33 of them."""
        drawn = format_html(
            '<g class="safehold-hexmap__area--{}"><title>{}</title>'
            '<polygon class="safehold-hexmap__tile" points="{}"/>'
            '<text class="safehold-hexmap__initials" x="{}" y="{}"{}>{}</text>{}</g>',
            self.band,
            self.words,
            self.points,
            self.x,
            self.y,
            "" if self.figure else mark_safe(' dy="7"'),
            self.short_name,
            self._written,
        )
        if not self.href:
            return drawn
        return format_html(
            '<a href="{}" aria-label="{}">{}</a>', self.href, self.words, drawn
        )

    @property
    def _written(self) -> SafeString:
        if not self.figure:
            return mark_safe("")
        return format_html(
            '<text class="safehold-hexmap__figure" x="{}" y="{}" dy="20">{}</text>',
            self.x,
            self.y,
            self.figure,
        )

    @property
    def points(self) -> str:
        across, up = HALF_WIDTH, HALF_HEIGHT
        corners = (
            (0, -up),
            (across, -up // 2),
            (across, up // 2),
            (0, up),
            (-across, up // 2),
            (-across, -up // 2),
        )
        return " ".join(f"{self.x + x},{self.y + y}" for x, y in corners)


@dataclass(frozen=True, slots=True)
class Band:
    """One line of the legend."""

    number: int
    words: str


@html_safe
@dataclass(frozen=True)
class HexMap:
    """A map of figures by GSS code; an authority without one has nothing.

    `measure` names the figures: it heads their column in the table beneath.
    """

    title: str
    description: str
    measure: str
    figures: Mapping[str, Figure]
    links: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unknown = set(self.figures) - {area.gss_code for area in AREAS}
        assert not unknown, f"not London authorities: {unknown}"

    def __str__(self) -> str:
        """Return the drawing with its legend and the table beneath."""
        return render_to_string("components/hexmap.html", {"map": self})

    @property
    def name(self) -> str:
        return slug(self.title)

    @property
    def view_box(self) -> str:
        xs = [tile.x for tile in self.tiles]
        ys = [tile.y for tile in self.tiles]
        left, top = min(xs) - HALF_WIDTH - MARGIN, min(ys) - HALF_HEIGHT - MARGIN
        right, foot = max(xs) + HALF_WIDTH + MARGIN, max(ys) + HALF_HEIGHT + MARGIN
        return f"{left} {top} {right - left} {foot - top}"

    @cached_property
    def tiles(self) -> tuple[Tile, ...]:
        groups = banded(tuple(self._some.values()))
        return tuple(self._tile(area, groups) for area in AREAS)

    @property
    def legend(self) -> tuple[Band, ...]:
        groups = banded(tuple(self._some.values()))
        return (
            Band(0, "none"),
            *(Band(band, _range(group)) for band, group in groups.items()),
        )

    @property
    def table(self) -> StaticTable:
        return StaticTable(
            caption=f"{self.title}: the figures",
            columns=(StaticColumn("Authority"), StaticColumn(self.measure, "number")),
            rows=tuple(
                (self._named(area), self.figures[area.gss_code])
                for area in sorted(AREAS, key=lambda area: area.name)
                if area.gss_code in self.figures
            ),
        )

    @property
    def _some(self) -> dict[str, Figure]:
        return {
            code: figure
            for code, figure in self.figures.items()
            if figure not in (0, ZERO)
        }

    def _tile(self, area: Area, groups: Mapping[int, Sequence[Figure]]) -> Tile:
        figure = self._some.get(area.gss_code)
        band = next((number for number, group in groups.items() if figure in group), 0)
        return Tile(
            area=area,
            x=area.hex_q * 2 * HALF_WIDTH + (area.hex_r % 2) * HALF_WIDTH,
            y=-area.hex_r * ROW_STEP,
            band=band,
            figure=_short(figure) if figure is not None else "",
            words=f"{area.name}: {words(figure) if figure is not None else 'none'}",
            href=self.links.get(area.gss_code, ""),
        )

    def _named(self, area: Area) -> Link | str:
        href = self.links.get(area.gss_code)
        return Link(area.name, href) if href else area.name


def banded(figures: Sequence[Figure]) -> dict[int, tuple[Figure, ...]]:
    """Part the distinct figures into at most five bands of like many.

    Shape: band number, 1 to 5 with 5 the darkest → its figures in order.
    """
    distinct = sorted(set(figures), key=_size)
    bands = min(len(distinct), DARKEST)
    if not bands:
        return {}
    cuts = [len(distinct) * band // bands for band in range(bands + 1)]
    return {
        # Fewer bands lie as far apart as they can, and the top one is darkest.
        DARKEST * band // bands: tuple(distinct[cuts[band - 1] : cuts[band]])
        for band in range(1, bands + 1)
    }


def _size(figure: Figure) -> int:
    return figure.pence if isinstance(figure, Money) else figure


def _range(group: Sequence[Figure]) -> str:
    first, last = words(group[0]), words(group[-1])
    return first if first == last else f"{first} to {last}"


def _short(figure: Figure) -> str:
    """Write a figure so that it fits a hexagon: £1.2m, £850k, £900."""
    if not isinstance(figure, Money):
        return words(figure)
    pounds = abs(figure.pence) // 100
    sign = "−" if figure < ZERO else ""
    if pounds >= 1_000_000:
        tenths = pounds // 100_000
        return f"{sign}£{tenths // 10}.{tenths % 10}m"
    return f"{sign}£{pounds // 1000}k" if pounds >= 1000 else f"{sign}£{pounds}"
