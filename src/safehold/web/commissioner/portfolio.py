"""The portfolio: programmes, boroughs, funders and years, with totals that tie."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from safehold.apps.documents import queries as documents
from safehold.apps.programmes import queries as programmes
from safehold.engine.actors import Actor
from safehold.engine.areas import AREAS, area
from safehold.engine.documents.facts import ROLES
from safehold.engine.money import ZERO, Money
from safehold.engine.portfolio import Shares, cross_foots
from safehold.web.actor import ActorRequest, signed_in
from safehold.web.commissioner.findings import FindingRow, finding_rows
from safehold.web.commissioner.wording import said
from safehold.web.components.cells import Link, Noted
from safehold.web.components.charts import Bar, BarChart
from safehold.web.components.hexmap import HexMap
from safehold.web.components.static_tables import (
    StaticColumn,
    StaticTable,
    cross_footed,
)
from safehold.web.components.tables import Column, Filter, Table

FunderTotals = tuple[programmes.FunderTotal, ...]


@require_safe
@signed_in
def latest(request: ActorRequest) -> HttpResponse:
    years = programmes.financial_years(request.actor)
    if not years:
        return _empty(request)
    return redirect("portfolio", years[0])


def _empty(request: ActorRequest) -> HttpResponse:
    findings = documents.findings_visible_to(request.actor).filter(status="open")
    return render(
        request, "commissioner/portfolio_empty.html", {"findings": _worst(findings)}
    )


@require_safe
@signed_in
def portfolio(request: ActorRequest, financial_year: str) -> HttpResponseBase:
    years = programmes.financial_years(request.actor)
    if financial_year not in years:
        raise Http404
    part = _asked(request, financial_year)
    totals = programmes.totals(part, by=request.actor)
    funders = programmes.funder_totals(part, by=request.actor)
    by_area = programmes.programmes_by_area(part, by=request.actor)
    findings = documents.findings_visible_to(request.actor).filter(status="open")
    is_filtered = part != programmes.Slice(financial_year)
    everybody = (
        programmes.funder_names(financial_year, by=request.actor)
        if is_filtered
        else tuple(dict.fromkeys(funder.funder for funder in funders))
    )
    return _table(part, request.actor, everybody, totals).respond(
        request,
        "commissioner/portfolio.html",
        {
            "part": part,
            "years": years,
            "totals": totals,
            "funders": _funder_table(funders, part, totals),
            "awards_href": _awards_of(part),
            "is_filtered": is_filtered,
            "cross_foots": cross_foots(totals, funders=(f.money for f in funders)),
            "boroughs": len(by_area),
            "map": _map(by_area, part),
            "chart": _chart(totals),
            "open_findings": findings.count(),
            "findings": _worst(findings),
        },
    )


@require_safe
@signed_in
def all_years(request: ActorRequest) -> HttpResponseBase:
    """Show every funder against every year, added up both ways."""
    years = sorted(programmes.financial_years(request.actor))
    if not years:
        return _empty(request)
    by_year = programmes.funders_by_year(request.actor)
    table = cross_footed(
        "Money by funder and financial year",
        corner="Funder",
        across=years,
        down={
            funder: [money.get(year, ZERO) for year in years]
            for funder, money in by_year.items()
        },
    )
    context = {"table": table, "years": years}
    return render(request, "commissioner/portfolio_years.html", context)


@require_safe
@signed_in
def awards(request: ActorRequest, financial_year: str) -> HttpResponseBase:
    """List the awards that a total is made of, each leading to its words."""
    part = _asked(request, financial_year)
    everybody = programmes.funder_names(financial_year, by=request.actor)
    return _awards_table(part, request.actor, everybody).respond(
        request,
        "commissioner/awards.html",
        {"part": part, "total": programmes.totals(part, by=request.actor)},
    )


def _worst(open_findings: QuerySet[documents.Finding]) -> list[FindingRow]:
    worst = documents.weightiest(documents.with_documents(open_findings))
    return finding_rows(worst[:5])


def _asked(request: ActorRequest, financial_year: str) -> programmes.Slice:
    asked = request.GET
    known = {area.gss_code for area in AREAS}
    gss_code, role = asked.get("borough", ""), asked.get("role", "")
    return programmes.Slice(
        financial_year,
        gss_code=gss_code if gss_code in known else "",
        funder=asked.get("funder", "").replace("\0", ""),
        role=role if role in ROLES else "",
        programme=asked.get("programme", "").replace("\0", ""),
        words=asked.get("search", "").replace("\0", "")[:200],
    )


def _filters(funders: Sequence[str]) -> tuple[Filter, ...]:
    """Return the filters of the slice, which has narrowed the rows already."""
    boroughs = [(area.gss_code, area.name) for area in AREAS]
    return (
        Filter.search("search", "Search programmes", ()),
        Filter.choice("borough", "Borough", boroughs),
        Filter.choice("funder", "Funder", [(name, name) for name in funders]),
    )


def _table(
    part: programmes.Slice, by: Actor, funders: Sequence[str], totals: Shares
) -> Table[programmes.Programme]:
    return Table(
        f"Programmes in {part.financial_year}",
        programmes.rows_of(part, by=by),
        columns=(
            Column("name", "Programme", sort="name", link=_programme),
            Column("boroughs", "Boroughs", value=_boroughs),
            _money("grant_pence", "Grant"),
            _money("commissioner_match_pence", "Match: commissioner"),
            _money("council_match_pence", "Match: councils"),
            _money("other_match_pence", "Match: others"),
            Column(
                "total_pence",
                "Total",
                value=lambda row: _total(row, part),
                kind="money",
                sort="total_pence",
            ),
        ),
        default_sort="name",
        filters=_filters(funders),
        empty="No programme has money in this year.",
        noun=("programme", "programmes"),
        page_size=25,
        totals=(
            "All programmes",
            None,
            totals.grant,
            totals.commissioner_match,
            totals.council_match,
            totals.other_match,
            totals.total,
        ),
    )


def _money(key: str, heading: str) -> Column[programmes.Programme]:
    return Column(key, heading, kind="money", sort=key)


def _programme(row: programmes.Programme) -> str:
    return reverse("programme", args=[row.slug])


def _boroughs(row: programmes.Programme) -> str:
    return ", ".join(area(place.gss_code).name for place in programmes.places(row))


def _total(row: programmes.Programme, part: programmes.Slice) -> Link:
    return Link(
        programmes.shares(row).total,
        _awards_of(part._replace(programme=row.slug)),
        about=f": the awards of {row.name}",
    )


def _awards_table(
    part: programmes.Slice, by: Actor, funders: Sequence[str]
) -> Table[programmes.Award]:
    return Table(
        f"Awards in {part.financial_year}",
        programmes.awards_of(part, by=by).select_related("programme", "funder"),
        columns=(
            Column(
                "programme",
                "Programme",
                "programme.name",
                sort="programme__name",
                link=lambda row: _programme(row.programme),
            ),
            Column("funder", "Funder", value=_funder),
            Column("role", "What it is", value=lambda row: said(row.role), sort="role"),
            Column(
                "amount",
                "Amount",
                value=lambda row: Link(
                    Money(row.amount_pence),
                    reverse("words", args=[row.fact_id]),
                    about=": the words this comes from",
                ),
                kind="money",
                sort="amount_pence",
            ),
            Column(
                "qualifier",
                "The amount is",
                value=lambda row: said(row.qualifier),
                sort="qualifier",
            ),
        ),
        default_sort="programme",
        filters=_filters(funders),
        empty="No money is awarded in this year.",
        noun=("award", "awards"),
    )


def _funder(row: programmes.Award) -> str | Noted:
    if row.funder is not None:
        return row.funder.name
    return Noted(row.funder_printed, "which body is not yet known")


def _funder_table(
    funders: FunderTotals, part: programmes.Slice, totals: Shares
) -> StaticTable:
    return StaticTable(
        caption=f"Money by funder in {part.financial_year}",
        columns=(
            StaticColumn("Funder"),
            StaticColumn("What it is"),
            StaticColumn("Amount", "money"),
        ),
        rows=tuple(
            (
                funder.funder,
                said(funder.role),
                Link(
                    funder.money,
                    _awards_of(part._replace(funder=funder.funder, role=funder.role)),
                    about=f": the awards of {funder.funder}",
                ),
            )
            for funder in funders
        ),
        totals=("Total", None, totals.total),
    )


def _awards_of(part: programmes.Slice) -> str:
    """Return the address of the very awards that a figure is made of."""
    address = reverse("awards", args=[part.financial_year])
    asked = {
        "search": part.words,
        "borough": part.gss_code,
        "funder": part.funder,
        "role": part.role,
        "programme": part.programme,
    }
    query = urlencode({key: value for key, value in asked.items() if value})
    return f"{address}?{query}" if query else address


def _map(by_area: dict[str, int], part: programmes.Slice) -> HexMap:
    address = reverse("portfolio", args=[part.financial_year])
    return HexMap(
        title=f"Programmes by borough in {part.financial_year}",
        description="How many programmes operate in each London authority. "
        "A programme that operates in several is counted in each.",
        measure="Programmes",
        figures=by_area,
        links={code: f"{address}?{urlencode({'borough': code})}" for code in by_area},
    )


def _chart(totals: Shares) -> BarChart:
    bars = (
        ("Grant", totals.grant),
        ("Match: commissioner", totals.commissioner_match),
        ("Match: councils", totals.council_match),
        ("Match: others", totals.other_match),
    )
    return BarChart(
        title="Where the money comes from",
        description="The grant, and match funding by the kind of body that gives it.",
        heading="Source",
        measure="Amount",
        bars=tuple(Bar(label, money) for label, money in bars),
    )
