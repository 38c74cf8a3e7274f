import pytest

from safehold.apps.documents.states import (
    FACT_MOVES,
    FINDING_MOVES,
    FindingStatus,
    Verdict,
    fact_target,
    finding_target,
    mermaid,
)


class TestAFact:
    @pytest.mark.parametrize("source", Verdict)
    def test_may_be_corrected_whatever_was_said_of_it(self, source: Verdict) -> None:
        assert fact_target("correct", source) is Verdict.CORRECTED

    @pytest.mark.parametrize(
        ("verb", "source"),
        [("confirm", Verdict.CONFIRMED), ("discard", Verdict.DISCARDED)],
    )
    def test_is_not_told_the_same_twice(self, verb: str, source: Verdict) -> None:
        assert fact_target(verb, source) is None

    @pytest.mark.parametrize(
        ("verb", "target"),
        [("confirm", Verdict.CONFIRMED), ("discard", Verdict.DISCARDED)],
    )
    def test_may_be_thought_better_of(self, verb: str, target: Verdict) -> None:
        others = set(Verdict) - {target}

        assert {fact_target(verb, source) for source in others} == {target}

    def test_never_becomes_unreviewed_again(self) -> None:
        assert Verdict.UNREVIEWED not in {move.target for move in FACT_MOVES}

    def test_knows_no_other_verb(self) -> None:
        assert fact_target("forget", Verdict.CONFIRMED) is None


class TestAFinding:
    @pytest.mark.parametrize(
        ("verb", "source", "target"),
        [
            ("explain", FindingStatus.OPEN, FindingStatus.EXPLAINED),
            ("explain", FindingStatus.EXPLAINED, FindingStatus.EXPLAINED),
            ("explain", FindingStatus.ACCEPTED, None),
            ("accept", FindingStatus.OPEN, FindingStatus.ACCEPTED),
            ("accept", FindingStatus.EXPLAINED, FindingStatus.ACCEPTED),
            ("accept", FindingStatus.ACCEPTED, None),
            ("reopen", FindingStatus.OPEN, None),
            ("reopen", FindingStatus.EXPLAINED, FindingStatus.OPEN),
            ("reopen", FindingStatus.ACCEPTED, FindingStatus.OPEN),
            ("hide", FindingStatus.OPEN, None),
        ],
    )
    def test_goes_where_the_verb_leads(
        self, verb: str, source: FindingStatus, target: FindingStatus | None
    ) -> None:
        assert finding_target(verb, source) is target


class TestDiagram:
    def test_starts_at_the_first_state_and_draws_every_move(self) -> None:
        drawn = mermaid(FINDING_MOVES).splitlines()

        assert drawn[:2] == ["stateDiagram-v2", "    [*] --> open"]
        assert "    open --> explained: explain" in drawn
        assert len(drawn) == 2 + len(FINDING_MOVES)
