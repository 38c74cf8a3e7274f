import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.chain import Anchor, Fault, FaultKind, Link, first_fault, hash_of

CONTENTS = (("first",), ("second", "third"), ("fourth",), ("fifth",))


def chained(*contents: tuple[str, ...]) -> list[Link]:
    """Return a chain as it is made: each link over the one before."""
    made: list[Link] = []
    for position, found in enumerate(contents, start=1):
        before = made[-1].hash if made else ""
        made.append(Link(position, hash_of(before, found), len(found), found))
    return made


CHAIN = chained(*CONTENTS)
ANOTHER_HASH = "0" * 64


class TestHash:
    def test_is_made_by_hand_in_the_same_way(self) -> None:
        by_hand = hashlib.sha256(b"before\nfirst\nsecond").hexdigest()

        assert hash_of("before", ("first", "second")) == by_hand


class TestAWholeChain:
    def test_has_no_fault(self) -> None:
        assert first_fault(CHAIN) is None
        assert first_fault([]) is None

    def test_holds_the_heads_that_were_kept_outside(self) -> None:
        kept = [Anchor(link.position, link.hash) for link in CHAIN]

        assert first_fault(CHAIN, anchors=kept) is None

    def test_written_anew_is_told_from_the_one_kept_outside(self) -> None:
        anew = chained(("other",), *CONTENTS[1:])
        kept = Anchor(3, CHAIN[2].hash)

        assert first_fault(anew) is None
        assert first_fault(anew, anchors=[kept]) == Fault(FaultKind.ANCHOR_DIFFERS, 3)

    def test_without_its_newest_links_is_told_only_by_what_was_kept(self) -> None:
        cut, kept = CHAIN[:2], Anchor(4, CHAIN[3].hash)

        assert first_fault(cut) is None
        assert first_fault(cut, anchors=[kept]) == Fault(FaultKind.ANCHOR_MISSING, 4)


@pytest.mark.parametrize("at", range(3))
class TestABrokenChain:
    def fault(self, at: int, **changes: object) -> Fault | None:
        links = list(CHAIN)
        links[at] = links[at]._replace(**changes)  # type: ignore[arg-type]
        return first_fault(links)

    def test_lacks_a_link(self, at: int) -> None:
        links = [*CHAIN[:at], *CHAIN[at + 1 :]]

        assert first_fault(links) == Fault(FaultKind.LINK_MISSING, at + 1)

    def test_has_another_hash(self, at: int) -> None:
        fault = self.fault(at, hash=ANOTHER_HASH)

        assert fault == Fault(FaultKind.LINK_EDITED, at + 1)

    def test_has_another_number_of_entries(self, at: int) -> None:
        fault = self.fault(at, entries=9)

        assert fault == Fault(FaultKind.LINK_EDITED, at + 1)

    def test_has_another_entry(self, at: int) -> None:
        changed = ("changed", *CONTENTS[at][1:])

        assert self.fault(at, found=changed) == Fault(FaultKind.ENTRY_EDITED, at + 1)

    def test_lacks_an_entry(self, at: int) -> None:
        fault = self.fault(at, found=CONTENTS[at][1:])

        assert fault == Fault(FaultKind.ENTRY_MISSING, at + 1)

    def test_has_an_entry_more(self, at: int) -> None:
        fault = self.fault(at, found=(*CONTENTS[at], "more"))

        assert fault == Fault(FaultKind.ENTRY_ADDED, at + 1)

    def test_has_two_links_in_each_others_place(self, at: int) -> None:
        links = list(CHAIN)
        one, other = links[at], links[at + 1]
        links[at] = other._replace(position=one.position)
        links[at + 1] = one._replace(position=other.position)

        assert first_fault(links) == Fault(FaultKind.LINKS_MOVED, at + 1)


def test_of_the_newest_link_nobody_can_say_what_was_edited() -> None:
    links = [*CHAIN[:-1], CHAIN[-1]._replace(found=("changed",))]

    assert first_fault(links) == Fault(FaultKind.LINK_OR_ENTRY_EDITED, 4)


@given(
    contents=st.lists(
        st.lists(st.text(min_size=1), min_size=1, max_size=3).map(tuple),
        min_size=1,
        max_size=6,
    ),
    data=st.data(),
)
def test_no_change_to_any_entry_goes_unseen(
    contents: list[tuple[str, ...]], data: st.DataObject
) -> None:
    links = chained(*contents)
    at = data.draw(st.integers(0, len(links) - 1))
    changed = data.draw(st.lists(st.text(min_size=1), max_size=3).map(tuple))
    same_text = "\n".join(changed) == "\n".join(links[at].found)
    links[at] = links[at]._replace(found=changed)

    fault = first_fault(links)

    if same_text and len(changed) == len(contents[at]):
        assert fault is None
    else:
        assert fault is not None
        assert fault.position == at + 1
