import pytest

from safehold.engine.spans import Span


class TestSpan:
    def test_may_cover_nothing_at_all(self) -> None:
        assert Span(4, 4) < Span(4, 5)

    @pytest.mark.parametrize(("start", "end"), [(5, 4), (-1, 4)])
    def test_never_ends_before_it_starts_nor_starts_before_the_text(
        self, start: int, end: int
    ) -> None:
        with pytest.raises(AssertionError, match="no such span"):
            Span(start, end)
