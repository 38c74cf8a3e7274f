from safehold.apps.audit import actions, context, queries
from safehold.apps.audit.models import AuditEvent
from tests.cast import LATER, NOON, Cast


class TestTheRecord:
    def test_says_who_did_what_to_what_and_when(self, people: Cast) -> None:
        with context.acting(people.amara, at=NOON):
            actions.record(
                "tests.try",
                subject="lantern:1",
                organisation_id=people.commissioner_id,
                by=people.amara,
                at=NOON,
                details={"reason": "To see."},
            )

        event = AuditEvent.objects.get(verb="tests.try")
        assert (event.actor_id, event.actor_name) == (people.amara.person_id, "Amara")
        assert (event.subject, event.happened_at) == ("lantern:1", NOON)
        assert event.details == {"reason": "To see."}
        assert str(event) == f"#{event.pk} tests.try lantern:1"

    def test_tells_the_history_of_its_subjects_newest_first(self, people: Cast) -> None:
        for verb, subject, at in [
            ("tests.begin", "lantern:1", NOON),
            ("tests.begin", "lantern:2", NOON),
            ("tests.end", "lantern:1", LATER),
            ("tests.begin", "lantern:3", LATER),
        ]:
            with context.acting(people.amara, at=at):
                actions.record(
                    verb, subject=subject, organisation_id=None, by=people.amara, at=at
                )

        history = queries.history_of("lantern:1", "lantern:2")

        assert [(event.verb, event.subject) for event in history] == [
            ("tests.end", "lantern:1"),
            ("tests.begin", "lantern:2"),
            ("tests.begin", "lantern:1"),
        ]
