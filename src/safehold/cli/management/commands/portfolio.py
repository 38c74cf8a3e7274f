"""Print the portfolio of one year: programmes, and totals in pence."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from safehold.apps.audit import context
from safehold.apps.people import queries as people
from safehold.apps.programmes import queries as programmes
from safehold.cli import given
from safehold.engine.actors import Actor
from safehold.engine.documents.periods_stated import financial_year
from safehold.engine.money import Money
from safehold.engine.portfolio import Shares


class Command(BaseCommand):
    """Prints what the portfolio page shows, for a script or a reader."""

    help = "Print the portfolio of one financial year."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the year, in any of its spellings, and the form."""
        parser.add_argument("--year", required=True, help="for example 2022-23")
        given.take_by(parser, who="the person whose portfolio it is")
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print, or say that the year is none."""
        year = financial_year(options["year"])
        if year is None:
            raise CommandError(
                f"{options['year']} is not a financial year. Write it like 2022-23.",
                returncode=2,
            )
        at, email = timezone.now(), given.by(options["by"])
        actor = people.actor_with_email(email, on=timezone.localdate(at))
        if actor is None:
            raise CommandError(f"Nobody has the address {email}.", returncode=2)
        part = programmes.Slice(str(year))
        with context.acting(actor, at=at, verb="programmes.portfolio"):
            if options["json"]:
                self.stdout.write(
                    json.dumps(_as_json(part, actor), indent=2, ensure_ascii=False)
                )
            else:
                self._print(part, actor)

    def _print(self, part: programmes.Slice, by: Actor) -> None:
        for row in programmes.rows_of(part, by=by).order_by("name"):
            total = programmes.shares(row).total
            self.stdout.write(f"{row.name:45} {total!s:>14}")
        for funder in programmes.funder_totals(part, by=by):
            self.stdout.write(f"  {funder.funder:43} {funder.money!s:>14}")
        totals = programmes.totals(part, by=by)
        self.stdout.write(f"{'Total':45} {totals.total!s:>14}")


def _as_json(part: programmes.Slice, by: Actor) -> dict[str, object]:
    rows = programmes.rows_of(part, by=by).order_by("name")
    areas = programmes.programmes_by_area(part, by=by)
    totals = programmes.totals(part, by=by)
    funders: dict[str, Money] = {}
    for total in programmes.funder_totals(part, by=by):
        funders[total.funder] = funders.get(total.funder, Money(0)) + total.money
    return {
        "year": part.financial_year,
        "programmes": [
            {
                "name": row.name,
                "areas": [place.gss_code for place in programmes.places(row)],
                **_in_pence(programmes.shares(row)),
            }
            for row in rows
        ],
        "totals": {
            "funders": {name: money.pence for name, money in funders.items()},
            **_in_pence(totals),
            "programmes": len(rows),
            "areas": len(areas),
        },
    }


def _in_pence(shares: Shares) -> dict[str, int]:
    return {
        "grant_pence": shares.grant.pence,
        "match_pence": shares.match_funding.pence,
        "commissioner_match_pence": shares.commissioner_match.pence,
        "council_match_pence": shares.council_match.pence,
        "other_match_pence": shares.other_match.pence,
        "total_pence": shares.total.pence,
    }
