import datetime
import re
from collections.abc import Iterator

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.urls import get_resolver
from hypothesis import given
from hypothesis import strategies as st

from safehold.web.components.forms import (
    MONTHS,
    DateInputField,
    ErrorLink,
    error_links,
)
from tests.web.showcase import ShowcaseForm

DJANGOS_OWN = {
    str(message)
    for field in vars(forms).values()
    if isinstance(field, type) and issubclass(field, forms.Field)
    for message in field.default_error_messages.values()
}


def our_forms(parent: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type]:
    for child in parent.__subclasses__():
        yield from our_forms(child)
        if child.__module__.startswith("safehold."):
            yield child


class DateForm(forms.Form):
    signed_date = DateInputField(name="Date signed", label="Date signed")
    ended_date = DateInputField(name="Date ended", label="Ended", required=False)


def dated(day: str, month: str, year: str) -> DateForm:
    parts = {"signed_date_day": day, "signed_date_month": month}
    return DateForm({**parts, "signed_date_year": year})


class TestEveryFormOfTheService:
    def test_has_a_sentence_of_its_own_for_every_mistake(self) -> None:
        # Imports every page with its forms.
        assert get_resolver().url_patterns

        found = {
            f"{form.__name__}.{name}: {code}"
            for form in our_forms()
            for name, field in getattr(form, "base_fields", {}).items()
            for code, message in field.error_messages.items()
            if str(message) in DJANGOS_OWN and can_happen(field, code)
        }

        assert found == set()


def can_happen(field: forms.Field, code: str) -> bool:
    """Test if a person can make this mistake in this field."""
    match code:
        case "required":
            return field.required and not _always_has_an_answer(field)
        case "max_length" | "min_length":
            return getattr(field, code) is not None
        case "missing" | "contradiction" | "incomplete":
            return False
        case "invalid_choice" | "invalid_list" | "invalid_pk_value":
            return False  # Nothing that our pages show can send these.
        case "invalid":
            return not isinstance(field, forms.FileField)
        case _:
            return True


def _always_has_an_answer(field: forms.Field) -> bool:
    """Test if the browser sends an option whatever the person does."""
    return type(field.widget) is forms.Select and "" not in dict(field.choices)


class TestField:
    def html(self, name: str, data: dict[str, str] | None = None) -> str:
        return str(ShowcaseForm(data)[name].as_field_group())

    def test_has_a_label_and_a_hint_that_the_input_names(self) -> None:
        html = self.html("title")

        assert '<label class="govuk-label govuk-label--s" for="id_title">' in html
        assert 'aria-describedby="id_title_helptext"' in html
        assert '<div class="govuk-hint" id="id_title_helptext">' in html

    @pytest.mark.parametrize(
        ("name", "marked"),
        [
            ("title", "govuk-input--error"),
            ("why", "govuk-textarea--error"),
            ("kind", "govuk-select--error"),
            ("signed_date", "govuk-input--error"),
            ("document", "govuk-file-upload--error"),
            ("verdict", "govuk-form-group--error"),
            ("funders", "govuk-form-group--error"),
            ("certain", "govuk-form-group--error"),
        ],
    )
    def test_shows_that_it_is_wrong(self, name: str, marked: str) -> None:
        assert marked in self.html(name, {})
        assert marked not in self.html(name)

    @pytest.mark.parametrize("name", list(ShowcaseForm.base_fields))
    def test_names_its_error_for_screen_readers(self, name: str) -> None:
        html = self.html(name, {})

        assert re.search(rf'aria-describedby="[^"]*id_{name}_error"', html)
        assert f'<p class="govuk-error-message" id="id_{name}_error">' in html

    @pytest.mark.parametrize("name", ["verdict", "funders", "signed_date"])
    def test_of_several_inputs_stands_in_a_fieldset(self, name: str) -> None:
        assert "<legend" in self.html(name)

    def test_leaves_the_required_mark_to_our_sentences(self) -> None:
        assert " required" not in str(ShowcaseForm())

    def test_keeps_what_was_typed(self) -> None:
        html = str(ShowcaseForm({"title": '"><b>', "verdict": "no"}))

        assert 'value="&quot;&gt;&lt;b&gt;"' in html
        assert 'value="no" id="id_verdict_1" checked' in html

    def test_of_a_long_list_says_so_to_the_script(self) -> None:
        assert " data-type-to-find" in self.html("borough")

    def test_takes_a_class_for_its_width(self) -> None:
        narrow = forms.TextInput({"class": "govuk-input--width-10"})

        class Form(forms.Form):
            year = forms.CharField(widget=narrow)

        assert 'class="govuk-input govuk-input--width-10"' in str(Form())

    def test_is_accepted_once_it_is_right(self) -> None:
        data = {
            "title": "t",
            "why": "w",
            "kind": "a",
            "borough": "E09000007",
            "verdict": "yes",
            "funders": ["ho"],
            "certain": "on",
            "signed_date_day": "1",
            "signed_date_month": "3",
            "signed_date_year": "2022",
        }
        files = {"document": SimpleUploadedFile("a.txt", b"a")}

        assert ShowcaseForm(data, files).is_valid()


class TestErrorLinks:
    def test_lead_to_the_first_input_of_each_field(self) -> None:
        links = error_links(ShowcaseForm({}))

        assert [link.href for link in links] == [
            "#id_title",
            "#id_why",
            "#id_kind",
            "#id_borough",
            "#id_verdict_0",
            "#id_funders_0",
            "#id_certain",
            "#id_signed_date_0",
            "#id_document",
        ]

    def test_lead_to_an_input_that_is_there(self) -> None:
        form = ShowcaseForm({})
        html = str(form)

        assert all(f'id="{link.href[1:]}"' in html for link in error_links(form))

    def test_about_the_whole_form_lead_to_its_first_input(self) -> None:
        form = ShowcaseForm({})
        form.errors.clear()
        form.add_error(None, "These do not fit together")

        assert error_links(form) == (
            ErrorLink("These do not fit together", "#id_title"),
        )

    def test_stand_in_a_summary_that_takes_the_focus(self) -> None:
        template = engines["django"].from_string(
            '{% include "components/forms/error_summary.html" %}'
        )

        assert "govuk-error-summary" not in template.render({"form": ShowcaseForm()})
        assert 'data-module="govuk-error-summary"' in template.render(
            {"form": ShowcaseForm({})}
        )


class TestDateInput:
    @given(st.dates(min_value=datetime.date(1000, 1, 1)))
    def test_reads_every_date(self, day: datetime.date) -> None:
        form = dated(str(day.day), str(day.month), str(day.year))

        assert form.is_valid(), form.errors
        assert form.cleaned_data == {"signed_date": day, "ended_date": None}

    @pytest.mark.parametrize("month", ["3", "03", "Mar", "march", " 3 "])
    def test_reads_a_month_in_figures_or_words(self, month: str) -> None:
        form = dated("27", month, "2022")

        assert form.is_valid()
        assert form.cleaned_data["signed_date"] == datetime.date(2022, 3, 27)

    @pytest.mark.parametrize(
        ("typed", "sentence", "focus"),
        [
            (("", "", ""), "Enter the date signed", 0),
            (("", "3", "2022"), "Date signed must include a day", 0),
            (("27", "", "2022"), "Date signed must include a month", 1),
            (("27", "", ""), "Date signed must include a month and a year", 1),
            (
                ("27", "3", "22"),
                "Date signed must have a year of 4 numbers, such as 2025",
                2,
            ),
            (
                ("30", "2", "2022"),
                "Date signed must be a real date, such as 27 3 2025",
                0,
            ),
        ],
    )
    def test_says_what_is_wrong_and_leads_there(
        self, typed: tuple[str, str, str], sentence: str, focus: int
    ) -> None:
        form = dated(*typed)

        links = error_links(form)

        assert links == (ErrorLink(sentence, f"#id_signed_date_{focus}"),)

    @given(st.tuples(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12)))
    def test_never_fails_on_what_is_typed(self, typed: tuple[str, str, str]) -> None:
        form = dated(*typed)

        assert form.is_valid() == ("signed_date" not in form.errors)
        assert str(form)

    def test_marks_only_the_part_that_is_wrong(self) -> None:
        html = str(dated("27", "3", "22")["signed_date"])

        assert html.count("govuk-input--error") == 1
        assert html.index("govuk-input--error") > html.index("Year")

    def test_shows_the_date_that_stands(self) -> None:
        form = DateForm(initial={"signed_date": datetime.date(2022, 3, 27)})
        html = str(form["signed_date"])

        assert re.findall(r'value="(\d+)"', html) == ["27", "3", "2022"]

    def test_knows_twelve_months(self) -> None:
        assert len(MONTHS) == 12
