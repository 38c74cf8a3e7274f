"""One programme: its aim, boroughs, money by funder and year, and figures."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safehold.apps.documents import queries as documents
from safehold.apps.programmes import queries as programmes
from safehold.engine.areas import area
from safehold.web.actor import ActorRequest, signed_in
from safehold.web.commissioner.findings import finding_rows


@require_safe
@signed_in
def programme(request: ActorRequest, slug: str) -> HttpResponse:
    found = programmes.with_slug(slug, by=request.actor)
    awards = (
        programmes.awards_visible_to(request.actor)
        .filter(programme=found)
        .select_related("funder", "fact__document")
        .order_by("-financial_year", "role", "pk")
    )
    figures = (
        programmes.observations_visible_to(request.actor)
        .filter(programme=found)
        .select_related("fact__document")
        .order_by("pk")
    )
    mentions = documents.mentioning_programme(found.name, by=request.actor)
    return render(
        request,
        "commissioner/programme.html",
        {
            "programme": found,
            "years": _by_year(list(awards)),
            "figures": figures,
            "places": _places(found),
            "documents": mentions,
            "findings": finding_rows(
                documents.findings_about(found.name, by=request.actor)
            ),
        },
    )


def _by_year(
    awards: list[programmes.Award],
) -> list[tuple[str, list[programmes.Award], int]]:
    return [
        (year, rows, sum(award.amount_pence for award in rows))
        for year, rows in (
            (year, list(group))
            for year, group in groupby(awards, key=lambda award: award.financial_year)
        )
    ]


def _places(found: programmes.Programme) -> list[tuple[str, list[str]]]:
    places = found.areas.order_by("-financial_year", "gss_code")
    return [
        (year, [area(place.gss_code).name for place in group])
        for year, group in groupby(places, key=lambda place: place.financial_year)
    ]
