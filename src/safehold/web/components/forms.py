"""How do forms look and speak: GOV.UK markup, and a sentence for every mistake?"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting

PARTS = ("day", "month", "year")
MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
WRONG_PARTS = "data-wrong-parts"


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """One line of the error summary, and the input that it leads to."""

    message: str
    href: str


class GovukBoundField(forms.BoundField):
    """A field in a form, which knows the input that an error should lead to."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        # Browsers' own bubbles cannot be read again, styled or put in our words.
        built.pop("required", None)
        if isinstance(self.field, DateInputField):
            built[WRONG_PARTS] = " ".join(self.wrong_parts)
        return built

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        """Return which parts of a date the error is about; all where it is whole."""
        for error in self.form.errors.as_data().get(self.name, ()):
            return tuple((error.params or {}).get("parts", PARTS))
        return ()

    @property
    def error_target(self) -> str:
        """Return the id of the input that takes the focus."""
        if isinstance(self.field, DateInputField):
            return f"{self.auto_id}_{PARTS.index(self.wrong_parts[0])}"
        return self.first_input

    @property
    def first_input(self) -> str:
        """Return the id of the field's input, or of the first of several."""
        if self.field.widget.use_fieldset:
            return f"{self.auto_id}_0"
        return self.id_for_label

    @property
    def is_single_checkbox(self) -> bool:
        return type(self.field.widget) is forms.CheckboxInput


class GovukRenderer(TemplatesSetting):
    """Django's own form rendering, through the templates in templates/django."""

    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field.html"
    bound_field_class = GovukBoundField


def error_links(form: forms.BaseForm) -> tuple[ErrorLink, ...]:
    """Return the lines of the error summary, in the order of the fields."""
    fields = [
        field for field in form.visible_fields() if isinstance(field, GovukBoundField)
    ]
    first = f"#{fields[0].first_input}" if fields else ""
    whole = [ErrorLink(str(error), first) for error in form.non_field_errors()]
    return tuple(whole) + tuple(
        ErrorLink(str(error), f"#{field.error_target}")
        for field in fields
        for error in field.errors
    )


class DateInput(forms.MultiWidget):
    """Day, month and year, each in an input of its own."""

    template_name = "components/forms/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput() for part in PARTS
        }
        super().__init__(parts, attrs)

    def decompress(self, value: datetime.date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        attrs = dict(attrs or {})
        wrong_parts = str(attrs.pop(WRONG_PARTS, "")).split()
        attrs.pop("aria-invalid", None)
        context = super().get_context(name, value, attrs)
        for part, subwidget in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            subwidget["label"] = part.capitalize()
            subwidget["width"] = 4 if part == "year" else 2
            subwidget["is_wrong"] = part in wrong_parts
        return context


class DateInputField(forms.Field):
    """A date typed as day, month and year.

    `name` begins the sentences about what is wrong: "Date signed".
    """

    widget = DateInput

    def __init__(self, *, name: str, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault(
            "required", f"Enter the {name[0].lower()}{name[1:]}"
        )
        super().__init__(**kwargs)
        self.name = name

    def clean(self, value: list[str] | None) -> datetime.date | None:
        """Return the date.

        Raises: ValidationError, which names the parts that are missing or wrong.
        """
        typed = [(part or "").strip() for part in value or ("", "", "")]
        if not any(typed):
            if self.required:
                raise self._wrong(str(self.error_messages["required"]), PARTS)
            return None
        missing = [part for part, word in zip(PARTS, typed, strict=True) if not word]
        if missing:
            needed = " and ".join(f"a {part}" for part in missing)
            raise self._wrong(f"{self.name} must include {needed}", missing)
        return self._date(*typed)

    def _date(self, day: str, month: str, year: str) -> datetime.date:
        if not re.fullmatch(r"[0-9]{4}", year):
            raise self._wrong(
                f"{self.name} must have a year of 4 numbers, such as 2025", ("year",)
            )
        try:
            return datetime.date(int(year), _month_number(month), int(day[:9]))
        except ValueError as unreal:
            raise self._wrong(
                f"{self.name} must be a real date, such as 27 3 2025", PARTS
            ) from unreal

    def has_changed(self, initial: Any, data: Any) -> bool:
        widget = DateInput()
        before = widget.decompress(initial)
        return [str(part or "") for part in before] != list(data or ("", "", ""))

    def _wrong(
        self, message: str, parts: tuple[str, ...] | list[str]
    ) -> ValidationError:
        return ValidationError(message, params={"parts": tuple(parts)})


def _month_number(typed: str) -> int:
    word = typed[:3].lower()
    return MONTHS.index(word) + 1 if word in MONTHS else int(typed[:9])
