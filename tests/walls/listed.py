"""Tables that stand before no wall, each with the reason; all others are walled."""

from __future__ import annotations

# Whoever adds a table here says why nothing in it belongs to one organisation.
OPEN = {
    # What holds for everybody.
    "organisations_organisation": "a register of public bodies, by their public names",
    "people_permission": "the table of permissions, which is published",
    # Who signs in, before anybody knows what they may see. Whom one may know of is
    # asked through roles, which are walled.
    "people_person": "found by address before anybody is known to have a role",
    "account_emailaddress": "allauth's, and empty: addresses stand in people_person",
    "account_emailconfirmation": "allauth's, and empty",
    "mfa_authenticator": "a person's own second factors, of no organisation",
    "usersessions_usersession": "a person's own sessions, of no organisation",
    "socialaccount_socialaccount": "who somebody is at another service",
    "socialaccount_socialapp": "allauth's, and empty: the settings say which service",
    "socialaccount_socialtoken": "allauth's, and empty: no token is kept",
    "django_session": "who is signed in, under a key that only their browser has",
    # Numbers and hashes.
    "audit_auditlink": "the chain: hashes of entries that stand behind walls",
    "shared_cache": "attempts counted, under keys that are hashes",
    "procrastinate_jobs": "the number of a job, whose row stands behind a wall",
    "procrastinate_events": "when the queue did what to the number of a job",
    "procrastinate_periodic_defers": "when the clock last rang",
    "procrastinate_workers": "which workers are there",
    # Django's own, which nothing of ours fills.
    "auth_group": "Django's, and empty",
    "auth_group_permissions": "Django's, and empty",
    "auth_permission": "Django's list of what one may do to a model",
    "django_content_type": "Django's list of models",
    "django_migrations": "Django's list of migrations",
}

EMPTY = {table for table, reason in OPEN.items() if ", and empty" in reason}

# Keys that are unique across walls, because nobody can come by another's.
UNIQUE_EVERYWHERE = {
    "invitation_token_once": "the hash of 256 random bits",
}
