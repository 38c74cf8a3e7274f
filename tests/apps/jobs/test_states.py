"""Where a job may go from where it is, and how long it waits before another try."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.apps.jobs.states import (
    FIRST_PAUSE,
    JOB_MOVES,
    LIVE,
    MOST_ATTEMPTS,
    OVER,
    JobState,
    job_target,
    mermaid,
    pause_after,
)


class TestMoves:
    def test_lead_nowhere_from_done_and_cancelled(self) -> None:
        sources = {move.source for move in JOB_MOVES}

        assert {JobState.DONE, JobState.CANCELLED}.isdisjoint(sources)

    def test_reach_every_state(self) -> None:
        assert {move.target for move in JOB_MOVES} == set(JobState)

    @pytest.mark.parametrize("move", JOB_MOVES, ids=lambda m: f"{m.verb} {m.source}")
    def test_are_found_by_verb_and_source(self, move: tuple[str, JobState]) -> None:
        verb, source, *_ = move

        assert job_target(verb, source) is not None

    def test_are_none_for_another_verb(self) -> None:
        assert job_target("finish", JobState.WAITING) is None

    def test_are_drawn(self) -> None:
        assert "    running --> done: finish" in mermaid()

    def test_part_what_is_live_from_what_is_over(self) -> None:
        assert set(LIVE) | set(OVER) == set(JobState)
        assert set(LIVE).isdisjoint(OVER)


class TestPause:
    def test_is_four_times_as_long_each_time(self) -> None:
        seconds = [pause_after(n).total_seconds() for n in range(1, MOST_ATTEMPTS)]

        assert seconds == [30, 30 * 4, 30 * 16, 30 * 64]

    @given(st.integers(min_value=1, max_value=MOST_ATTEMPTS))
    def test_grows_and_stays_within_a_day(self, attempts: int) -> None:
        assert FIRST_PAUSE <= pause_after(attempts) < pause_after(attempts + 1)
        assert pause_after(attempts) < datetime.timedelta(days=1)
