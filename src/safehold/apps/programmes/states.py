"""The words for what a programme's money and figures are."""

from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import AwardRole, ObservationStatus
from safehold.engine.organisations import OrganisationKind

FUNDER_KINDS = tuple(kind.value for kind in OrganisationKind)
AWARD_ROLES = tuple(role.value for role in AwardRole)
QUALIFIERS = tuple(qualifier.value for qualifier in Qualifier)
OBSERVATION_STATUSES = tuple(status.value for status in ObservationStatus)
