"""Two commissioners with something of every kind, and the people of each."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from safehold.apps.audit import actions as audit
from safehold.apps.audit import context
from safehold.apps.documents import actions as documents
from safehold.apps.documents.models import Document
from safehold.apps.intake import actions as intake
from safehold.apps.invitations import actions as invitations
from safehold.apps.jobs.models import Job
from safehold.apps.people import queries as people_queries
from safehold.apps.people.models import Person
from safehold.apps.people.queries import Term
from safehold.engine.access import Act
from safehold.engine.actors import Actor, Purpose, Role
from safehold.engine.documents.facts import AmountFact, FactKind
from safehold.engine.findings import Finding
from tests import cast
from tests.build import Paper, fact_of
from tests.cast import NOON, TODAY, Cast
from tests.walls.canaries import Canaries

PORTFOLIO, DOCUMENTS = Act.READ_PORTFOLIO, Act.READ_DOCUMENTS
PEOPLE, AUDIT, REVIEW = Act.READ_PEOPLE, Act.READ_AUDIT, Act.REVIEW_DOCUMENTS


@dataclass(frozen=True)
class House:
    """A commissioner, and who works there."""

    organisation_id: int
    manager: Actor
    administrator: Actor
    auditor: Actor


@dataclass(frozen=True)
class Street:
    """The houses of both commissioners, with everybody there is."""

    people: Cast
    home: House
    other: House
    canaries: Canaries

    @property
    def everybody(self) -> tuple[Actor, ...]:
        return (
            self.people.amara,
            *self.people.strangers,
            self.other.administrator,
            self.other.auditor,
        )

    def house_of(self, organisation_id: int) -> House:
        return self.home if organisation_id == self.home.organisation_id else self.other


def build() -> Street:
    """Put two whole commissioners into the database, by what people really do."""
    street = empty()
    furnish(street.home, street.canaries)
    furnish(street.other, street.canaries)
    know_addresses(street)
    return street


def empty() -> Street:
    """Have the people, and nothing that any of them did."""
    people = cast.assemble()
    another_id = people.another_commissioner_id
    people = replace(people, amara=_named(people.amara), hugo=_named(people.hugo))
    home = House(people.commissioner_id, people.amara, people.kwame, people.judith)
    other = House(
        another_id,
        people.hugo,
        cast._actor("Ines", Role.ADMINISTRATOR, another_id),
        cast._actor("Jonas", Role.AUDITOR, another_id),
    )
    return Street(people, home, other, Canaries())


def _named(actor: Actor) -> Actor:
    """Give the person a surname that nobody else has."""
    person = Person.objects.get(pk=actor.person_id)
    person.name = f"{actor.name} Canary{person.pk:06}name"
    person.save(update_fields=["name"])
    return replace(actor, name=person.name)


def know_addresses(street: Street) -> None:
    """Take names and addresses of people, which are unlike any others, for canaries."""
    for house in (street.home, street.other):
        where, manager = house.organisation_id, house.manager
        surname = manager.name.split()[1]
        known = {"people": {manager.person_id}}
        street.canaries.know(
            surname, "a name", where, DOCUMENTS, PEOPLE, AUDIT, **known
        )
        for actor in (manager, house.administrator, house.auditor):
            street.canaries.know(
                Person.objects.get(pk=actor.person_id).email,
                "an address of a person",
                where,
                PEOPLE,
                people={actor.person_id},
            )


def furnish(house: House, canaries: Canaries) -> None:
    """Do something of every kind there, with a canary in every word of it."""
    _decide(house, canaries)
    doubtful = _doubt(house, canaries)
    _judge(house, canaries, doubtful)
    _ask(house, canaries)
    _invite(house, canaries)
    _share_names(house)
    for sha256 in Document.objects.filter(
        organisation_id=house.organisation_id, name__contains="canary"
    ).values_list("sha256", flat=True):
        canaries.know(sha256, "a file's hash", house.organisation_id, DOCUMENTS)


def _store(written: Paper, house: House, name: str) -> Document:
    document_id = documents.store(
        replace(written.incoming(), name=f"{name}.txt"),
        written.reading(),
        organisation_id=house.organisation_id,
        by=house.manager,
        at=NOON,
    )
    with context.as_service():
        return Document.objects.get(pk=document_id)


def _decide(house: House, canaries: Canaries) -> None:
    """Confirm what a document says: whoever reads any portfolio may read it."""

    def public(what: str) -> str:
        return canaries.put(what, house.organisation_id, PORTFOLIO)

    def private(what: str) -> str:
        return canaries.put(what, house.organisation_id, DOCUMENTS)

    written = Paper()
    written.write(f"It rained. Nobody {private('a text beside the facts')} went. ")
    written.write("")
    programme = public("a programme's name")
    written.decision(f"PCD {public('a reference')}", title=public("a title"))
    written.recommends(public("a recommendation"))
    written.cites(f"PCD {public('a cited reference')}")
    written.programme(
        programme,
        "E09000003" if house.manager.name.startswith("Amara") else "E09000012",
        description=public("an aim"),
    )
    written.award(programme, 1_000 + house.organisation_id, initials=public("a funder"))
    written.award(programme, 2_000 + house.organisation_id)
    written.observes(programme, 40, measure=public("a measure"))
    document = _store(written, house, private("a file's name"))
    refused = intake.confirm_all(document.pk, by=house.manager, at=NOON)
    assert not refused, refused
    audit_note(house, f"document:{document.pk}", private("a detail of an event"))


def audit_note(house: House, subject: str, words: str) -> None:
    """Have an event whose details hold the words."""
    with context.acting(house.manager, at=NOON, verb="documents.import"):
        audit.record(
            "documents.import",
            subject=subject,
            organisation_id=house.organisation_id,
            by=house.manager,
            at=NOON,
            details={"words": words},
        )


def _doubt(house: House, canaries: Canaries) -> Document:
    """Keep a document that nobody has reviewed, with findings."""

    def private(what: str) -> str:
        return canaries.put(what, house.organisation_id, DOCUMENTS)

    written = Paper()
    written.decision(f"PCD {private('a reference')}", title=private("a title"))
    span = written.write(f"Then {private('a text')} came.")
    programme = private("a programme's name")
    written.programme(programme, "E09000005", description=private("an aim"))
    written.award(programme, 3_000, initials=private("a funder"))
    written.recommends(private("a recommendation"))
    written.mentions(9_000).mentions(10_000).mentions(11_000)
    written.doubts(
        Finding("a.b", f"Look at {private('a finding')}.", "REF-01", span=span),
        Finding("a.c", f"Look: {private('a finding')}.", "REF-01"),
    )
    return _store(written, house, private("a file's name"))


def _judge(house: House, canaries: Canaries, doubtful: Document) -> None:
    """Correct, discard and accept, each with a reason."""

    def reason(what: str) -> str:
        return canaries.put(what, house.organisation_id, DOCUMENTS)

    by = house.manager
    discarded = fact_of(doubtful, FactKind.AMOUNT)
    why = reason("why a fact was discarded")
    intake.discard(discarded.pk, reason=why, by=by, at=NOON)
    finding = doubtful.findings.order_by("pk")[0]
    why = reason("why a finding was accepted")
    documents.work_finding(finding.pk, "accept", reason=why, by=by, at=NOON)
    why = (reason("why a fact was corrected"), reason("why it was corrected again"))
    _correct(house, why, reason("a file's name"))


def _correct(house: House, reasons: tuple[str, ...], name: str) -> None:
    """Let a fact stand as another than was read: it is open, and no reason is."""
    written = Paper().decision("PCD 5000", title="Corrected").mentions(9_000)
    corrected = fact_of(_store(written, house, name), FactKind.AMOUNT)
    for pence, why in enumerate(reasons, 5_00):
        value = AmountFact(pence=pence, qualifier="exact")
        intake.correct(corrected.pk, value, reason=why, by=house.manager, at=NOON)


def _ask(house: House, canaries: Canaries) -> None:
    """Have a file wait to be imported."""
    where = house.organisation_id
    content = canaries.put("a file that waits", where, REVIEW, AUDIT).encode()
    name = canaries.put("the name of a file that waits", where, REVIEW, AUDIT)
    job_id = intake.ask_import(
        content, name=f"{name}.txt", organisation_id=where, by=house.manager, at=NOON
    )
    with context.as_service():
        key = Job.objects.get(pk=job_id).key
    canaries.know(key, "the hash of a file that waits", where, REVIEW, AUDIT)


def _invite(house: House, canaries: Canaries) -> None:
    """Ask somebody in."""
    where = house.organisation_id
    address = canaries.put("an address that was invited", where, PEOPLE)
    name = canaries.put("a name that was invited", where, PEOPLE)
    invitations.invite(
        f"{address}@tests.example",
        name=name,
        term=Term(Role.EVALUATOR, where, TODAY, None),
        by=replace(house.administrator, purpose=Purpose.ADMINISTRATION),
        at=NOON,
    )


def _share_names(house: House) -> None:
    """Do what the other house does too, with the very same words."""
    by, where = house.manager, house.organisation_id
    written = Paper(text="Shared by both houses.\n")
    # Without the number that no other paper has.
    written.text = "Shared by both houses.\n"
    written.decision("PCD 7000").recommends("1").cites("PCD 6000")
    written.programme("Shared", "E09000003").award("Shared", 500)
    written.observes("Shared", 7)
    document = written.store(by=by, organisation_id=where)
    intake.confirm_all(document.pk, by=by, at=NOON)
    # Imported in vain: two files that wait have the same bytes, one at each house.
    intake.ask_import(
        b"The same file.", name="same.txt", organisation_id=where, by=by, at=NOON
    )
    invitations.invite(
        "same@tests.example",
        name="Sam",
        term=Term(Role.EVALUATOR, where, TODAY, None),
        by=replace(house.administrator, purpose=Purpose.ADMINISTRATION),
        at=NOON,
    )


def actor_of(person_id: int, name: str, *, on: datetime.date = TODAY) -> Actor:
    """Return the person as they act on the day."""
    return people_queries.actor(person_id, name=name, on=on)
