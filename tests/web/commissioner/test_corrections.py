"""What a reviewer is asked when a fact was read wrongly."""

from safehold.engine.documents.facts import AwardFact, DecisionFact, ObservationFact
from safehold.web.commissioner.corrections import correction_form, funders

LBB = AwardFact(
    programme="Lantern",
    role="match_funding",
    funder="",
    funder_kind="council",
    funder_printed="LBB",
    financial_year="2022-23",
    pence=90_000_00,
    qualifier="exact",
)


class TestFunders:
    def test_that_the_initials_fit_come_first(self) -> None:
        _, (label, fitting), _ = funders("LBB")

        assert label == "LBB fits"
        assert ("London Borough of Barnet", "London Borough of Barnet") in fitting
        assert len(fitting) == 4

    def test_are_one_list_where_the_name_is_no_initials(self) -> None:
        assert [label for label, _ in funders("Home Office")] == ["", "All"]


class TestAward:
    def answers(self, **changes: str) -> dict[str, str]:
        return {
            "programme": "Lantern",
            "role": "match_funding",
            "funder": "London Borough of Brent",
            "financial_year": "2022/23",
            "pence": "£90,000",
            "qualifier": "exact",
            "reason": "The council told us.",
            **changes,
        }

    def test_takes_the_body_chosen_and_any_spelling_of_the_year(self) -> None:
        form = correction_form(LBB, data=self.answers())

        assert form.is_valid(), form.errors
        assert form.value() == AwardFact(
            programme="Lantern",
            role="match_funding",
            funder="London Borough of Brent",
            funder_kind="council",
            funder_printed="LBB",
            financial_year="2022-23",
            pence=90_000_00,
            qualifier="exact",
        )

    def test_keeps_what_was_printed_whatever_the_browser_sends(self) -> None:
        sent = self.answers(funder="", funder_printed="MOPAC", funder_kind="police")
        form = correction_form(LBB, data=sent)

        assert form.is_valid(), form.errors
        assert form.value() == LBB

    def test_says_what_is_wrong_with_an_amount_or_a_year(self) -> None:
        sent = self.answers(pence="lots", financial_year="soon", reason="")
        form = correction_form(LBB, data=sent)

        assert not form.is_valid()
        assert form.errors == {
            "pence": ["Enter the amount in pounds, like £1,250 or 1250.50"],
            "financial_year": ["Enter a financial year, like 2022-23"],
            "reason": ["Give a reason, so that others can see why"],
        }


class TestObservation:
    def test_is_a_figure_or_a_reason_why_there_is_none(self) -> None:
        read = ObservationFact("Lantern", "starts", "person", "2022-23", 7, "")
        sent = {
            "programme": "Lantern",
            "measure": "starts",
            "unit": "person",
            "period": "2022-23",
            "value_counted": "0",
            "status": "not_held",
            "reason": "Read wrongly.",
        }

        both = correction_form(read, data=sent)
        neither = correction_form(
            read, data={**sent, "value_counted": "", "status": ""}
        )
        zero = correction_form(read, data={**sent, "status": ""})

        assert list(both.errors) == ["status"]
        assert list(neither.errors) == ["status"]
        assert zero.is_valid(), zero.errors
        assert zero.value() == ObservationFact(
            "Lantern", "starts", "person", "2022-23", 0, ""
        )


class TestDecision:
    def test_shows_the_day_it_was_signed_in_three_parts(self) -> None:
        read = DecisionFact("PCD 1", "Lantern", "2024-10-17")
        sent = {
            "reference": "PCD-1",
            "title": "Lantern",
            "signed_date_day": "18",
            "signed_date_month": "10",
            "signed_date_year": "2024",
            "reason": "Misread.",
        }

        form = correction_form(read, data=sent)

        assert 'value="17"' in str(correction_form(read)["signed_date"])
        assert form.is_valid(), form.errors
        assert form.value() == DecisionFact("PCD 1", "Lantern", "2024-10-18")
