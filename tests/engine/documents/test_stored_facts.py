import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.documents.facts import (
    AmountFact,
    AwardFact,
    CitationFact,
    DecisionFact,
    FactKind,
    FactValue,
    ObservationFact,
    ProgrammeFact,
    RecommendationFact,
    from_json,
    to_json,
)

text = st.text(max_size=30)
maybe = st.none() | st.integers()
any_value = st.one_of(
    st.tuples(st.just(FactKind.DECISION), st.builds(DecisionFact, text, text, text)),
    st.tuples(
        st.just(FactKind.RECOMMENDATION),
        st.builds(RecommendationFact, text, text, text, maybe, text),
    ),
    st.tuples(st.just(FactKind.CITATION), st.builds(CitationFact, text)),
    st.tuples(
        st.just(FactKind.PROGRAMME),
        st.builds(
            ProgrammeFact, text, text, st.lists(text, max_size=4).map(tuple), text
        ),
    ),
    st.tuples(
        st.just(FactKind.AWARD),
        st.builds(AwardFact, text, text, text, text, text, text, st.integers(), text),
    ),
    st.tuples(
        st.just(FactKind.OBSERVATION),
        st.builds(ObservationFact, text, text, text, text, maybe, text),
    ),
    st.tuples(st.just(FactKind.AMOUNT), st.builds(AmountFact, st.integers(), text)),
)


class TestStoredValues:
    @given(any_value)
    def test_come_back_as_they_were(self, known: tuple[FactKind, FactValue]) -> None:
        kind, value = known

        assert from_json(kind, to_json(value)) == value

    @pytest.mark.parametrize(
        "stored", [{}, {"reference": "PCD 1", "title": "of no citation"}]
    )
    def test_with_the_fields_of_another_kind_are_a_bug(
        self, stored: dict[str, object]
    ) -> None:
        with pytest.raises(TypeError, match="citation: expected"):
            from_json(FactKind.CITATION, stored)
