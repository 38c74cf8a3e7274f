"""Where in a document something stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of the text that was read."""

    start: int
    end: int

    def __post_init__(self) -> None:
        assert 0 <= self.start <= self.end, f"no such span: {self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a document, white space folded, and where they stand."""

    text: str
    span: Span
