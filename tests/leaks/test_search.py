"""Whoever looks for another's words is told what they are told of no words at all."""

from __future__ import annotations

from tests.leaks.asking import answer, browser
from tests.walls.houses import Street


def test_search_finds_nothing_of_anothers_and_does_not_say_so(street: Street) -> None:
    """What is there and not theirs is answered as what nobody ever wrote."""
    client = browser(street.other.manager)
    words = [
        canary.word
        for canary in street.canaries.of(street.home.organisation_id)
        if canary in street.canaries.hidden_from(street.other.manager)
    ]

    for page in ("/documents/", "/findings/", "/decisions/"):
        nothing = answer(client.get(page, {"search": "nowhere"}), but_for="nowhere")
        found = [
            word
            for word in words
            if answer(client.get(page, {"search": word}), but_for=word) != nothing
        ]
        assert found == [], page
