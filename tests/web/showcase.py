"""One page with every component on it, for the tests and for looking at."""

import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from safehold.engine.areas import AREAS
from safehold.engine.money import Money
from safehold.engine.refusals import Refusal, Refused
from safehold.web import edge
from safehold.web.account.urls import urlpatterns as account_urls
from safehold.web.components.cells import Link, Noted, Tag
from safehold.web.components.charts import Bar, BarChart, StackedBarChart
from safehold.web.components.filters import Asked, Filter
from safehold.web.components.forms import DateInputField
from safehold.web.components.hexmap import HexMap
from safehold.web.components.shown import Heading, Shown
from safehold.web.components.static_tables import (
    StaticColumn,
    StaticTable,
    cross_footed,
)
from safehold.web.public.urls import urlpatterns as public_urls

TEMPLATE = """
{% extends "base.html" %}
{% load components tables %}
{% block title %}Every component{% endblock %}
{% block breadcrumbs %}
{% breadcrumbs "Home" "/" "Portfolio" "/portfolio/" %}
{% endblock %}
{% block main %}
{% include "components/forms/error_summary.html" %}
<h1 class="govuk-heading-xl">Every component</h1>
{% inset_text %}Words set apart, with {% tag "open" "red" %} a tag.{% endinset_text %}
{% warning_text "What was paid cannot be taken back here" %}
{% details "Why it matters" %}<p class="govuk-body">Because it does.</p>{% enddetails %}
{% summary_list %}
{% summary_row "Reference" "PCD 9001" %}
{% summary_row "Award" award "Change" "#award" %}
{% summary_row "Signed" signed %}
{% endsummary_list %}
{% task_list %}
{% task "Check the amounts" "Done" href="#amounts" %}
{% task "Check the boroughs" "To do" "blue" "#boroughs" hint="Three of them" %}
{% task "Confirm" "Cannot start yet" %}
{% endtask_list %}
<form method="post" novalidate>{{ form }}
<div class="govuk-button-group">{% button "Confirm" "verdict" "yes" %}
{% button "Discard" "verdict" "no" "secondary" %}
{% button "Delete" "verdict" "delete" "warning" refusal %}</div></form>
{% table shown %}
{% table static %}
{% table crossed %}
{% table empty %}
{{ bars }}
{{ stacked }}
{{ map }}
{{ linked_map }}
{% endblock %}
"""


class ShowcaseForm(forms.Form):
    title = forms.CharField(label="Title", help_text="As it stands on the document")
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Choose a kind"), ("a", "DMPC decision")]
    )
    borough = forms.ChoiceField(
        label="Borough",
        choices=[("", ""), *((area.gss_code, area.name) for area in AREAS)],
        widget=forms.Select({"data-type-to-find": True}),
    )
    verdict = forms.ChoiceField(
        label="What do you want to do?",
        choices=[("yes", "Confirm it"), ("no", "Discard it")],
        widget=forms.RadioSelect,
    )
    funders = forms.MultipleChoiceField(
        label="Funders",
        choices=[("ho", "Home Office"), ("la", "Local authorities")],
        widget=forms.CheckboxSelectMultiple,
    )
    certain = forms.BooleanField(label="I have seen the original")
    signed_date = DateInputField(name="Date signed", label="Date signed")
    document = forms.FileField(label="Published document")


def pounds(amount: int) -> Money:
    return Money(amount * 100)


BARS = BarChart(
    title="Money by funder in 2022-23",
    description="The Home Office pays a little more than half.",
    heading="Funder",
    measure="Amount",
    bars=(
        Bar("Home Office", pounds(2_541_937), href="#home-office"),
        Bar("Local authorities", pounds(1_100_000)),
        Bar("MOPAC", pounds(578_452)),
        Bar("A partnership with a name far too long for one line", pounds(12)),
    ),
)
STACKED = StackedBarChart(
    title="Grant and match funding by programme",
    description="Match funding is highest in the second.",
    heading="Programme",
    series=("Grant", "Commissioner", "Councils"),
    bars=(
        ("Drive", (pounds(900_000), pounds(100_000), pounds(250_000))),
        ("Restart", (pounds(1_000_000), pounds(400_000), pounds(600_000))),
        ("Culturally integrated family approach", (pounds(90_000), Money(0), Money(0))),
    ),
)
FIGURES = {f"E090000{number:02}": number % 7 for number in range(1, 34)}
MAP = HexMap(
    title="Programmes in each authority",
    description="Most are in the east.",
    measure="Programmes",
    figures=FIGURES,
)
LINKED_MAP = HexMap(
    title="Awards in each authority",
    description="Most money goes to the north.",
    measure="Awards",
    figures={code: pounds(figure * 410_000) for code, figure in FIGURES.items()},
    links={code: f"#{code}" for code in FIGURES},
)
STATIC = StaticTable(
    caption="Referrals and starts",
    columns=(
        StaticColumn("Programme"),
        StaticColumn("Status", "tag"),
        StaticColumn("Referrals", "number"),
        StaticColumn("Award", "money"),
        StaticColumn("Signed", "date"),
    ),
    rows=(
        (
            Link("Drive", "#drive"),
            Tag("open", "red"),
            1169,
            Noted(Link(pounds(500_000), "#words", about="in the document"), "up to"),
            datetime.date(2022, 3, 27),
        ),
        ("Restart", "accepted", "not held", 19_900, None),
        ("<script>alert(1)</script>", "", None, Money(-5), datetime.date(2023, 4, 1)),
    ),
    totals=("Total", None, 1169, pounds(500_194), None),
)
CROSSED = cross_footed(
    "Money by programme and year",
    corner="Programme",
    across=("2021-22", "2022-23"),
    down={
        "Drive": (pounds(100), pounds(250)),
        "Restart": (pounds(300), pounds(50)),
    },
)
EMPTY = StaticTable(caption="Variations", columns=(StaticColumn("Variation"),), rows=())


def shown() -> Shown:
    """Return a table as one over the database would be."""
    rows = STATIC.shown()
    status = Filter.choice("status", "Status", [("open", "open")], field="status")
    search = Filter.search("search", "Search programmes", ["name"])
    return Shown(
        name="programmes",
        caption="Programmes, sorted and filtered",
        headings=(
            Heading("Programme", href="?sort=-name", aria_sort="ascending"),
            Heading("Status", href="?sort=status", aria_sort="none"),
            *rows.headings[2:],
        ),
        rows=rows.rows,
        empty="",
        count="3 programmes",
        filters=(Asked(search, "drive"), Asked(status, "open")),
        hidden=(("sort", "name"),),
        clear_href="?sort=name",
        previous_href="?from=a",
        next_href="?from=b",
        exports=(("CSV", "?export=csv"), ("Excel", "?export=xlsx")),
    )


REFUSAL = Refusal("award.paid", "An award that has been paid cannot go", "BUD-30")


def showcase(request: HttpRequest) -> HttpResponse:
    form = (
        ShowcaseForm({"signed_date_0": "31"})
        if "wrong" in request.GET
        else (ShowcaseForm())
    )
    page = (
        engines["django"]
        .from_string(TEMPLATE)
        .render(
            {
                "form": form,
                "award": Noted(pounds(500_000), "up to"),
                "signed": datetime.date(2022, 3, 27),
                "refusal": REFUSAL,
                "shown": shown(),
                "static": STATIC,
                "crossed": CROSSED,
                "empty": EMPTY,
                "bars": BARS,
                "stacked": STACKED,
                "map": MAP,
                "linked_map": LINKED_MAP,
            },
            request,
        )
    )
    return HttpResponse(page)


@edge.refusals_as_pages
def refused(_request: HttpRequest) -> HttpResponse:
    raise Refused(REFUSAL)


def broken(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [
    *public_urls,
    *account_urls,
    path("showcase/", showcase, name="showcase"),
    path("refused/", refused),
    path("broken/", broken),
]
handler400 = edge.bad_request
handler403 = edge.permission_denied
handler404 = edge.page_not_found
handler500 = edge.server_error
