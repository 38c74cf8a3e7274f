"""Forms in which an administrator says who is to do what, and until when."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms

from safehold.apps.people.queries import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    EndReason,
    Term,
    is_name,
)
from safehold.engine.actors import Role
from safehold.web.administration.wording import END_REASONS, ROLES
from safehold.web.components.forms import DateInputField

WRONG_EMAIL = "Enter an e-mail address in the form name@example.org"
WRONG_NAME = "The name must not hold control characters"


def role_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", "Choose a role"), *ROLES],
        error_messages={
            "required": "Choose a role",
            "invalid_choice": "Choose a role from the list",
        },
    )


class TermForm(forms.Form):
    """A role, from a day on and perhaps up to another."""

    organisation = forms.ChoiceField(
        label="Organisation",
        error_messages={
            "required": "Choose an organisation",
            "invalid_choice": "Choose an organisation from the list",
        },
    )
    role = role_field("Role")
    from_date = DateInputField(
        name="First day", label="First day", help_text="Today or later, like 27 3 2027."
    )
    last_day = DateInputField(
        name="Last day",
        label="Last day (if you know it)",
        help_text="From the day after, the role opens nothing.",
        required=False,
    )

    def __init__(
        self, *args: Any, organisations: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = organisations
        if len(organisations) == 1:
            del self.fields["organisation"]
        else:
            choices = sorted(organisations.items(), key=lambda item: item[1])
            self.fields["organisation"].choices = [  # type: ignore[attr-defined]
                (str(key), name) for key, name in choices
            ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_date"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error(
                "last_day", "The last day must be the same as or after the first day"
            )
        return cleaned

    def term(self) -> Term:
        """Return what the form says, once it is valid."""
        only = min(self.organisations)
        last: datetime.date | None = self.cleaned_data["last_day"]
        return Term(
            Role(self.cleaned_data["role"]),
            int(self.cleaned_data.get("organisation", only)),
            self.cleaned_data["from_date"],
            last + datetime.timedelta(days=1) if last else None,
        )


class InviteForm(TermForm):
    """Who is asked in, and to what."""

    name = forms.CharField(
        label="Name",
        help_text="As their colleagues know them.",
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter their name",
            "max_length": f"The name must be {LONGEST_NAME} characters or fewer",
            "null_characters_not_allowed": WRONG_NAME,
        },
    )
    email = forms.EmailField(
        label="E-mail address",
        help_text="Their own at work, which nobody else reads. They sign in by it.",
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter their e-mail address",
            "invalid": WRONG_EMAIL,
            "max_length": f"The address must be {LONGEST_EMAIL} characters or fewer",
            "null_characters_not_allowed": WRONG_EMAIL,
        },
    )
    field_order = ("name", "email", "organisation", "role", "from_date", "last_day")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not is_name(name):
            raise forms.ValidationError(WRONG_NAME)
        return name


class EndForm(forms.Form):
    """From when a role opens nothing, and why."""

    to_date = DateInputField(
        name="Day",
        label="From which day do they no longer have the role?",
        help_text="Today ends it at once, in open sessions too.",
        error_messages={"required": "Enter the day"},
    )
    reason = forms.ChoiceField(
        label="Why?",
        choices=[(reason.value, words) for reason, words in END_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose why the role ends",
            "invalid_choice": "Choose why the role ends",
        },
    )

    def end_reason(self) -> EndReason:
        return EndReason(self.cleaned_data["reason"])


class MoveForm(forms.Form):
    """Which role takes the place of another, and from when."""

    role = role_field("New role")
    on_date = DateInputField(
        name="First day",
        label="First day in the new role",
        help_text="The present role ends on that day. A last day stays as it is.",
    )
