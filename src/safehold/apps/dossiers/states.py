"""What can a dossier be about?"""

from enum import StrEnum


class About(StrEnum):
    """One record, or all that was done at an organisation within some days."""

    DOCUMENT = "document"
    DECISION = "decision"
    PROGRAMME = "programme"
    PERSON = "person"
    DAYS = "days"
