"""Questions about decisions on the register."""

from __future__ import annotations

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, QuerySet, Subquery

from safehold.apps.decisions.models import Citation, Recommendation

# Named again for the signatures of those who ask these questions.
from safehold.apps.decisions.models import Decision as Decision
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor


def visible_to(by: Actor) -> QuerySet[Decision]:
    """Return the decisions this person may know of.

    The register holds only what confirmed words of published documents say, so
    everybody with a role in force reads it; a commissioner's people read their own.
    """
    scope = access.scope(by, Act.READ_PORTFOLIO)
    if scope.everywhere:
        return Decision.objects.all()
    return Decision.objects.filter(organisation_id__in=scope.organisation_ids)


def with_slug(slug: str, *, by: Actor) -> Decision:
    """Return the decision this person reads under the slug, the oldest of several.

    Raises: Decision.DoesNotExist.
    """
    found = visible_to(by).select_related("fact__document").filter(slug=slug)
    return found.earliest("pk")


def with_recommended_words(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Return the decisions with all that each recommends, as `searchable`."""
    words = (
        Recommendation.objects.filter(decision=OuterRef("pk"))
        .values("decision")
        .annotate(words=StringAgg("text", " "))
        .values("words")
    )
    return decisions.annotate(searchable=Subquery(words))


def recommendations_of(decision: Decision) -> QuerySet[Recommendation]:
    """Return what the decision recommends, in the order of the document."""
    return decision.recommendations.order_by("fact__position")


def citing(decision: Decision) -> QuerySet[Citation]:
    """Return where the decision is cited, with the documents."""
    return decision.citations.select_related("document").order_by("document_id")


def cited_in(document_id: int) -> QuerySet[Citation]:
    """Return the decisions that the document cites."""
    cited = Citation.objects.filter(document_id=document_id)
    return cited.select_related("decision").order_by("fact__position")
