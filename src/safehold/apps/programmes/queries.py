"""Questions about the portfolio: programmes, where they operate, money and figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import (
    BigIntegerField,
    Count,
    Prefetch,
    Q,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

# Named again for the signatures of those who ask these questions.
from safehold.apps.programmes.models import Award as Award
from safehold.apps.programmes.models import Observation, ProgrammeArea
from safehold.apps.programmes.models import Programme as Programme
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor
from safehold.engine.documents.reading import AwardRole
from safehold.engine.money import Money
from safehold.engine.organisations import OrganisationKind
from safehold.engine.portfolio import Shares


class Slice(NamedTuple):
    """The part of the portfolio that a person asks for; "" leaves a filter open."""

    financial_year: str
    gss_code: str = ""
    funder: str = ""
    role: str = ""
    programme: str = ""
    words: str = ""


class FunderTotal(NamedTuple):
    """What one funder puts in, in one role."""

    funder: str
    role: str
    money: Money


def visible_to(by: Actor) -> QuerySet[Programme]:
    """Return the programmes this person may know of.

    The portfolio holds only what confirmed words of published documents say, so
    everybody with a role in force reads it; a commissioner's people read their own.
    """
    return Programme.objects.filter(_readable(by))


def with_slug(slug: str, *, by: Actor) -> Programme:
    """Return the programme this person reads under the slug, the oldest of several.

    Raises: Programme.DoesNotExist.
    """
    return visible_to(by).filter(slug=slug).earliest("pk")


def _readable(by: Actor) -> Q:
    scope = access.scope(by, Act.READ_PORTFOLIO)
    return Q() if scope.everywhere else Q(organisation_id__in=scope.organisation_ids)


def awards_visible_to(by: Actor) -> QuerySet[Award]:
    """Return the awards this person may know of."""
    return Award.objects.filter(_readable(by))


def observations_visible_to(by: Actor) -> QuerySet[Observation]:
    """Return the figures this person may know of."""
    return Observation.objects.filter(_readable(by))


def financial_years(by: Actor) -> tuple[str, ...]:
    """Return the years in which money is awarded, newest first."""
    years = awards_visible_to(by).values_list("financial_year", flat=True)
    return tuple(years.distinct().order_by("-financial_year"))


def awards_of(part: Slice, *, by: Actor) -> QuerySet[Award]:
    """Return the awards of the slice, for lists, totals and exports alike."""
    return awards_visible_to(by).filter(
        _in_slice(part, award="", programme="programme__")
    )


def _in_slice(part: Slice, *, award: str, programme: str) -> Q:
    """Return the condition of the slice, over awards or over programmes."""
    wanted = Q(**{f"{award}financial_year": part.financial_year})
    if part.gss_code:
        there = ProgrammeArea.objects.filter(
            financial_year=part.financial_year, gss_code=part.gss_code
        )
        wanted &= Q(**{f"{programme}id__in": there.values("programme")})
    if part.funder:
        wanted &= Q(**{f"{award}funder__name": part.funder}) | Q(
            **{
                f"{award}funder__isnull": True,
                f"{award}funder_printed": part.funder,
            }
        )
    if part.role:
        wanted &= Q(**{f"{award}role": part.role})
    if part.programme:
        wanted &= Q(**{f"{programme}slug": part.programme})
    for word in part.words.split():
        wanted &= Q(**{f"{programme}name__icontains": word})
    return wanted


def rows_of(part: Slice, *, by: Actor) -> QuerySet[Programme]:
    """Return the programmes of the slice, each with its pence by where it comes from.

    The pence stand as `grant_pence`, `commissioner_match_pence`,
    `council_match_pence`, `other_match_pence` and `total_pence`; the boroughs of the
    year as `places`.
    """
    places = ProgrammeArea.objects.filter(financial_year=part.financial_year)
    return (
        visible_to(by)
        .filter(_in_slice(part, award="awards__", programme=""))
        .annotate(**_sums("awards__"), total_pence=_pence(Q(), award="awards__"))
        .prefetch_related(
            Prefetch("areas", queryset=places.order_by("gss_code"), to_attr="places")
        )
    )


def totals(part: Slice, *, by: Actor) -> Shares:
    """Return the money of the slice, each programme added up and then all of them."""
    names = tuple(_sums(""))
    # A sum may not bear the name of what it adds up.
    sums = {f"all_{name}": Sum(name, default=0) for name in names}
    found = rows_of(part, by=by).aggregate(**sums)
    return _shares({name: found[f"all_{name}"] for name in names})


def funder_totals(part: Slice, *, by: Actor) -> tuple[FunderTotal, ...]:
    """Return what each funder puts in, grants first, most first.

    A funder that nobody has identified stands under what is printed. Source: REF-08.
    """
    rows = (
        awards_of(part, by=by)
        .values("role", label=Coalesce("funder__name", "funder_printed"))
        .annotate(pence=Sum("amount_pence"))
        .order_by("role", "-pence", "label")
    )
    return tuple(FunderTotal(r["label"], r["role"], Money(r["pence"])) for r in rows)


def funder_names(financial_year: str, *, by: Actor) -> tuple[str, ...]:
    """Return who gives money in the year, by name."""
    awards = awards_visible_to(by).filter(financial_year=financial_year)
    labels = awards.values_list(Coalesce("funder__name", "funder_printed"), flat=True)
    return tuple(labels.distinct().order_by(Coalesce("funder__name", "funder_printed")))


def funders_by_year(by: Actor) -> dict[str, dict[str, Money]]:
    """Return what each funder puts in, grant or match funding, by financial year.

    Shape: funder → financial year → money; a year without any is not there.
    """
    rows = (
        awards_visible_to(by)
        .values("financial_year", label=Coalesce("funder__name", "funder_printed"))
        .annotate(pence=Sum("amount_pence"))
        .order_by("label", "financial_year")
    )
    funders: dict[str, dict[str, Money]] = {}
    for row in rows:
        years = funders.setdefault(row["label"], {})
        years[row["financial_year"]] = Money(row["pence"])
    return funders


def programmes_by_area(part: Slice, *, by: Actor) -> dict[str, int]:
    """Return how many programmes of the slice operate in each authority."""
    counts = (
        ProgrammeArea.objects.filter(
            financial_year=part.financial_year,
            programme__in=awards_of(part, by=by).values("programme"),
        )
        .values("gss_code")
        .annotate(programmes=Count("programme", distinct=True))
    )
    return {row["gss_code"]: row["programmes"] for row in counts}


def _pence(which: Q, *, award: str = "") -> Coalesce:
    return Coalesce(
        Sum(f"{award}amount_pence", filter=which),
        Value(0),
        output_field=BigIntegerField(),
    )


def _sums(award: str) -> dict[str, Coalesce]:
    grant = Q(**{f"{award}role": AwardRole.GRANT.value})
    match_funding = Q(**{f"{award}role": AwardRole.MATCH_FUNDING.value})
    own = Q(**{f"{award}funder_kind": OrganisationKind.COMMISSIONER.value})
    council = Q(**{f"{award}funder_kind": OrganisationKind.COUNCIL.value})
    sums = {
        "grant_pence": grant,
        "commissioner_match_pence": match_funding & own,
        "council_match_pence": match_funding & council,
        "other_match_pence": match_funding & ~own & ~council,
    }
    return {name: _pence(which, award=award) for name, which in sums.items()}


def shares(row: Programme) -> Shares:
    """Return the money of a row of `rows_of`."""
    return _shares(vars(row))


def _shares(row: Mapping[str, int]) -> Shares:
    return Shares(
        grant=Money(row["grant_pence"]),
        commissioner_match=Money(row["commissioner_match_pence"]),
        council_match=Money(row["council_match_pence"]),
        other_match=Money(row["other_match_pence"]),
    )


def places(row: Programme) -> list[ProgrammeArea]:
    """Return where a row of `rows_of` operates in the year."""
    found: list[ProgrammeArea] = vars(row)["places"]
    return found
