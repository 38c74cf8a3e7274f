"""Forms in which a reviewer says what a fact should have been."""

from __future__ import annotations

import datetime
from typing import Any, cast

from django import forms

from safehold.engine.areas import AREAS, by_initials
from safehold.engine.documents.facts import (
    QUALIFIERS,
    ROLES,
    STATUSES,
    AmountFact,
    AwardFact,
    CitationFact,
    DecisionFact,
    FactValue,
    ObservationFact,
    ProgrammeFact,
    RecommendationFact,
)
from safehold.engine.documents.periods_stated import financial_year
from safehold.engine.documents.references import normalise
from safehold.engine.money import Money, parse_pounds
from safehold.engine.organisations import ORGANISATIONS, council_of, known
from safehold.web.commissioner.wording import said
from safehold.web.components.forms import DateInputField

QUALIFIER_CHOICES = [(name, said(name)) for name in QUALIFIERS]


class MoneyField(forms.CharField):
    """Pounds as a person types them; gives whole pence."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-10"})

    def __init__(self, *, what: str, required: bool = True, **options: Any) -> None:
        super().__init__(
            required=required, error_messages={"required": f"Enter {what}"}, **options
        )
        self.what = what

    def prepare_value(self, value: object) -> object:
        return str(Money(value)) if isinstance(value, int) else value

    def clean(self, value: object) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        money = parse_pounds(typed)
        if money is None:
            raise forms.ValidationError(
                f"Enter {self.what} in pounds, like £1,250 or 1250.50"
            )
        return money.pence


class FinancialYearField(forms.CharField):
    """A financial year in any of its spellings; gives `2022-23`."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-10"})

    def clean(self, value: object) -> str:
        year = financial_year(super().clean(value))
        if year is None:
            raise forms.ValidationError("Enter a financial year, like 2022-23")
        return str(year)


def _year() -> FinancialYearField:
    return FinancialYearField(
        label="Financial year",
        help_text="1 April to 31 March, for example 2022-23",
        error_messages={"required": "Enter the financial year"},
    )


def _qualifier() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What the amount is",
        choices=QUALIFIER_CHOICES,
        error_messages={"required": "Choose what the amount is"},
    )


def _words(label: str, missing: str, *, most: int) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, error_messages={"required": missing}
    )


class Correction(forms.Form):
    """What every correction has: a reason."""

    reason = forms.CharField(
        label="Why you are correcting it",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Give a reason, so that others can see why"},
    )
    field_order: list[str] | None = None

    def value(self) -> FactValue:
        """Return the corrected value of a form that is valid."""
        raise AssertionError("each kind of correction gives its own value")


class DecisionCorrection(Correction):
    reference = _words("Reference", "Enter the reference, like PCD 1742", most=60)
    title = _words("Title", "Enter the title of the decision", most=500)
    signed_date = DateInputField(
        name="Date signed",
        label="Date signed",
        required=False,
        help_text="Leave empty if it is unsigned",
    )

    def value(self) -> DecisionFact:
        signed = self.cleaned_data["signed_date"]
        return DecisionFact(
            reference=normalise(self.cleaned_data["reference"]),
            title=self.cleaned_data["title"],
            signed_date=signed.isoformat() if signed else "",
        )


class RecommendationCorrection(Correction):
    reference = forms.CharField(
        label="Decision", error_messages={"required": "Enter the decision's reference"}
    )
    number = _words("Number", "Enter the number of the recommendation", most=20)
    text = forms.CharField(
        label="Recommendation",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter what is recommended"},
    )
    pence = MoneyField(label="Amount", what="the amount", required=False)
    qualifier = forms.ChoiceField(
        label="What the amount is",
        choices=[("", "no amount"), *QUALIFIER_CHOICES],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "pence" in cleaned and (cleaned["pence"] is None) != (
            not cleaned.get("qualifier")
        ):
            self.add_error("qualifier", "Say what the amount is, or leave both empty")
        return cleaned

    def value(self) -> RecommendationFact:
        given = self.cleaned_data
        return RecommendationFact(
            reference=given["reference"],
            number=given["number"],
            text=given["text"],
            pence=given["pence"],
            qualifier=given["qualifier"],
        )


class CitationCorrection(Correction):
    reference = _words(
        "Reference of the decision that is cited",
        "Enter the reference, like PCD 1398",
        most=60,
    )

    def value(self) -> CitationFact:
        return CitationFact(normalise(self.cleaned_data["reference"]))


class ProgrammeCorrection(Correction):
    name = _words("Programme", "Enter the name of the programme", most=200)
    description = forms.CharField(
        label="What it does", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    gss_codes = forms.MultipleChoiceField(
        label="Boroughs it operates in",
        choices=[(area.gss_code, area.name) for area in AREAS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Leave all of them empty where the document does not say",
    )
    financial_year = _year()

    def value(self) -> ProgrammeFact:
        given = self.cleaned_data
        return ProgrammeFact(
            name=given["name"],
            description=given["description"],
            gss_codes=tuple(sorted(given["gss_codes"])),
            financial_year=given["financial_year"],
        )


class AwardCorrection(Correction):
    programme = _words("Programme", "Enter the name of the programme", most=200)
    role = forms.ChoiceField(
        label="Grant or match funding",
        choices=[(role, said(role)) for role in ROLES],
        error_messages={"required": "Choose grant or match funding"},
    )
    funder = forms.ChoiceField(
        label="Funder",
        help_text="Initials such as LBB fit several boroughs: say which body it is",
        required=False,
    )
    # As read, and not for the browser to change.
    funder_printed = forms.CharField(
        disabled=True, required=False, widget=forms.HiddenInput
    )
    funder_kind = forms.CharField(
        disabled=True, required=False, widget=forms.HiddenInput
    )
    financial_year = _year()
    pence = MoneyField(label="Amount", what="the amount")
    qualifier = _qualifier()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        funder = cast(forms.ChoiceField, self.fields["funder"])
        funder.choices = funders(
            str(
                self.get_initial_for_field(
                    self.fields["funder_printed"], "funder_printed"
                )
            )
        )

    def value(self) -> AwardFact:
        given = self.cleaned_data
        body = known(given["funder"])
        return AwardFact(
            programme=given["programme"],
            role=given["role"],
            funder=given["funder"],
            funder_kind=body.kind.value if body else given["funder_kind"],
            funder_printed=given["funder_printed"],
            financial_year=given["financial_year"],
            pence=given["pence"],
            qualifier=given["qualifier"],
        )


def funders(printed: str) -> list[tuple[str, object]]:
    """Return the bodies to choose from, those that the printed initials fit first."""
    fitting = [council_of(area.gss_code).name for area in by_initials(printed)]
    others = [body.name for body in ORGANISATIONS if body.name not in fitting]
    groups: list[tuple[str, object]] = [("", "not yet known")]
    if fitting:
        groups.append((f"{printed} fits", [(name, name) for name in fitting]))
    groups.append(("Others" if fitting else "All", [(name, name) for name in others]))
    return groups


class ObservationCorrection(Correction):
    programme = _words("Programme", "Enter the name of the programme", most=200)
    measure = _words("Measure", "Enter what was counted", most=200)
    unit = forms.ChoiceField(
        label="Counted in", choices=[("person", "people"), ("family", "families")]
    )
    period = forms.CharField(label="Period", required=False, max_length=100)
    value_counted = forms.IntegerField(
        label="Figure",
        min_value=0,
        required=False,
        help_text="Leave empty where there is no figure: that is not the same as zero",
        error_messages={
            "invalid": "Enter a whole number",
            "min_value": "Enter 0 or more",
        },
    )
    status = forms.ChoiceField(
        label="Why there is no figure",
        choices=[
            ("", "there is a figure"),
            *((name, said(name)) for name in STATUSES),
        ],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        has_value = cleaned.get("value_counted") is not None
        if has_value == bool(cleaned.get("status")):
            self.add_error(
                "status", "Enter a figure, or say why there is none: one of the two"
            )
        return cleaned

    def value(self) -> ObservationFact:
        given = self.cleaned_data
        return ObservationFact(
            programme=given["programme"],
            measure=given["measure"],
            unit=given["unit"],
            period=given["period"],
            value=given["value_counted"],
            status=given["status"],
        )


class AmountCorrection(Correction):
    pence = MoneyField(label="Amount", what="the amount")
    qualifier = _qualifier()

    def value(self) -> AmountFact:
        return AmountFact(self.cleaned_data["pence"], self.cleaned_data["qualifier"])


FORMS: dict[type[FactValue], type[Correction]] = {
    DecisionFact: DecisionCorrection,
    RecommendationFact: RecommendationCorrection,
    CitationFact: CitationCorrection,
    ProgrammeFact: ProgrammeCorrection,
    AwardFact: AwardCorrection,
    ObservationFact: ObservationCorrection,
    AmountFact: AmountCorrection,
}


def correction_form(value: FactValue, *, data: Any = None) -> Correction:
    """Return the form for the kind of fact, filled with what it says now."""
    form_type = FORMS[type(value)]
    initial = {name: getattr(value, name, None) for name in form_type.base_fields}
    if isinstance(value, DecisionFact):
        initial["signed_date"] = _date(value.signed_date)
    if isinstance(value, ObservationFact):
        initial["value_counted"] = value.value
    form = form_type(data, initial=initial)
    form.order_fields([*(name for name in form.fields if name != "reason"), "reason"])
    return form


def _date(iso: str) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None
