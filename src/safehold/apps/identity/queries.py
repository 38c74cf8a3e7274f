"""What has a person set up to sign in with, and where are they signed in?

The tables are allauth's; this app alone opens them, besides allauth itself.
"""

from allauth.mfa.models import Authenticator as Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession as UserSession
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

APP, PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN
RECOVERY_CODES = Authenticator.Type.RECOVERY_CODES
# Recovery codes stand in for these, and are none themselves.
FACTORS = (APP, PASSKEY)


def set_up(person_id: int) -> tuple[Authenticator, ...]:
    """Return everything that the person has set up to sign in with."""
    return tuple(Authenticator.objects.filter(user_id=person_id).order_by("pk"))


def has_second_factor(person_id: int) -> bool:
    """Test if the person has a second factor at all. Source: SEC-11."""
    return _factors(person_id).exists()


def has_another(factor: Authenticator) -> bool:
    """Test if the person keeps a second factor without this one."""
    others = _factors(factor.user_id).exclude(pk=factor.pk)
    return bool(others.exists())


def has_app(person_id: int) -> bool:
    """Test if the person has set up an app that shows codes."""
    return bool(Authenticator.objects.filter(user_id=person_id, type=APP).exists())


def count_passkeys(person_id: int) -> int:
    """Return how many passkeys the person has added."""
    return int(Authenticator.objects.filter(user_id=person_id, type=PASSKEY).count())


def _factors(person_id: int) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(
        user_id=person_id, type__in=FACTORS
    )
    return found


def is_bound(person_id: int) -> bool:
    """Test if another service has already said who this person is. Source: SEC-15."""
    return bool(SocialAccount.objects.filter(user_id=person_id).exists())


def sessions(person: AbstractBaseUser) -> tuple[UserSession, ...]:
    """Return where the person is signed in; what has ended is cleared away."""
    return tuple(UserSession.objects.purge_and_list(person))


def session(session_id: int, *, person_id: int) -> UserSession:
    """Return one of the person's own sessions.

    Raises: UserSession.DoesNotExist.
    """
    return UserSession.objects.get(pk=session_id, user_id=person_id)
