"""Where does a role stand on a day, and which words may say why it ended?"""

from enum import StrEnum


class Standing(StrEnum):
    """Where a role stands on a day; not stored, for it follows from its dates."""

    IN_FORCE = "in_force"
    TO_COME = "to_come"
    OVER = "over"


class EndReason(StrEnum):
    """Why a person no longer has a role; a closed set, so that nobody tells a tale."""

    LEFT = "left"
    CHANGED_WORK = "changed_work"
    NO_LONGER_NEEDED = "no_longer_needed"
    GIVEN_BY_MISTAKE = "given_by_mistake"


class SignInChange(StrEnum):
    """What somebody changed in how they sign in; stored in what is recorded of it."""

    APP_SET_UP = "app_set_up"
    APP_REMOVED = "app_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    FACTORS_FORGOTTEN = "factors_forgotten"
