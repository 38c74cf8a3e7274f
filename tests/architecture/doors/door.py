"""What a row of the access matrix is, and who is asked."""

from typing import NamedTuple

# In the order of the answers.
PERSONAS = (
    "",  # has not signed in
    "Grace",  # has no role in force any more
    "Amara",  # is grants manager of the commissioner
    "Dev",  # is finance officer of the commissioner
    "Brendan",  # manages a lead body
    "Hugo",  # is grants manager of another commissioner
    "Kwame",  # administers the commissioner's people
    "Judith",  # audits the commissioner
)
SHUT = 404

Things = dict[str, int | str]


class Door(NamedTuple):
    """One address and one method; the answers to each persona; what it is about.

    Six answers are enough where Kwame and Judith are answered as Brendan is.
    """

    method: str
    route: str
    answers: tuple[int, ...]
    about: str = ""

    @property
    def name(self) -> str:
        return f"{self.method} {self.route} {self.about}".strip()

    @property
    def expected(self) -> tuple[int, ...]:
        missing = len(PERSONAS) - len(self.answers)
        return self.answers + (self.answers[PERSONAS.index("Brendan")],) * missing


def anybody(method: str, route: str, answer: int) -> Door:
    return Door(method, route, (answer,) * len(PERSONAS))
