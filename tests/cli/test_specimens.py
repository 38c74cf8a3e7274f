"""The specimens carry the published documents' facts and none of their sentences."""

import re
from collections.abc import Iterator

import pytest

from safehold.cli import readings
from safehold.cli.demonstration.load import SPECIMENS
from safehold.engine.documents import read
from tests import sources

REAL = {
    "dmpc_2024": sources.RESTART,
    "cabinet_report": sources.CABINET,
    "dmpc_2019": sources.DRIVE,
    "dmpc_2018": sources.HOUSING,
    "foi_response": sources.REQUEST,
}
LONGEST_SHARED_WORDS = 7

# Labels of the forms, titles, posts and lists of names: facts, which nobody writes
# in other words. One is a quotation of an Act, with the fault of the document.
FIXED = """
    PART I - NON-CONFIDENTIAL FACTS AND ADVICE TO THE DMPC
    Non-confidential facts and advice to the Deputy Mayor for Policing and Crime (DMPC)
    The Deputy Mayor for Policing and Crime is recommended to
    MAYOR OF LONDON OFFICE FOR POLICING AND CRIME
    grant from the Mayor's Office for Policing and Crime (MOPAC) from
    GDPR/Data Privacy <ul style list style type none
    Director/Head of Service: The Head of Service has
    Director/Head of Service: The Head of Policy and Commissioning
    Council Strategic Priorities (and other National or Local Policies or Strategies)
    Sustainability (including climate change, health, crime and disorder)
    Background Information (as defined by Local Government (Access to Information) Act
    the Mayor's Violence Against Women and Girls (VAWG) Strategy
    Restart and the Safe & Together London Partnership from
    in consultation with the Portfolio Lead Member for Children and Young People and
    London Metropolitan University's Child and Women Abuse Studies Unit
    the Child and Women Abuse Studies Unit (CWASU)
    the Crime Survey for England and Wales (CSEW)
    'Intervening with Perpetrators'; 'Domestic Abuse Informed Documentation';
    'Intersections and Intersectionalities'; and 'Perpetrator Coercive Control and
    Systems Manipulation'
    London Borough of Croydon; West Midlands PCC; West Mercia PCC; and South Wales PCC
    areas West Mercia; South Wales; West Midlands; and London Croydon
    to Rise Mutual and the London Borough of Croydon
    (b) of the Anti-Social Behaviour Crime and Policing Act
    intended by the local policing body to victims or witnesses of or other persons
    affected by, offences and anti-social behaviour. Section
    the consultation Getting it Right for Victims and Witnesses
    Victim and Witness Service Change and Improvement Programme
"""


def text_of(name: str) -> str:
    return (SPECIMENS / f"{name}.txt").read_text(encoding="utf-8")


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each run of words one longer than may be shared.

    A figure ends a run, and so does the end of a line or a cell.
    """
    length = LONGEST_SHARED_WORDS + 1
    for piece in re.split(r"[\n\t]|\S*\d\S*", text.lower()):
        words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", piece)
        yield from (
            tuple(words[at : at + length]) for at in range(len(words) - length + 1)
        )


FIXED_RUNS = frozenset(runs(re.sub(r"\n\s+", " ", FIXED)))


class TestNoSentenceIsCopied:
    @pytest.mark.parametrize("name", REAL)
    def test_from_the_published_document(self, name: str) -> None:
        published = frozenset(runs(sources.real_text(REAL[name])))

        shared = {
            " ".join(run)
            for run in runs(text_of(name))
            if run in published and run not in FIXED_RUNS
        }

        assert not shared

    def test_and_nothing_is_allowed_that_no_specimen_needs(self) -> None:
        needed = {run for name in REAL for run in runs(text_of(name))}
        lines = [line for line in FIXED.splitlines() if set(runs(line))]

        assert [line for line in lines if needed.isdisjoint(runs(line))] == []


class TestTheFactsAreThePublishedOnes:
    @pytest.mark.parametrize("name", REAL)
    def test_to_the_last_finding(self, name: str) -> None:
        assert facts_of(text_of(name)) == facts_of(sources.real_text(REAL[name]))


def facts_of(text: str) -> dict[str, object]:
    reading = read.read(text)
    shape = readings.as_json(reading, source_name="", sha256="")
    return {
        "kind": shape["kind"],
        "template": shape["template"],
        "reference": shape["reference"],
        "references": sorted(shape["references"]),
        "signed on": shape["signed_on"],
        "received on": shape["received_on_printed"],
        "meeting on": shape["meeting_on"],
        "areas": shape["areas"],
        "amounts": sorted(
            (each["pence"], each["qualifier"]) for each in shape["amounts"]
        ),
        "recommendations": [
            (
                each["number"],
                [(sum_["pence"], sum_["qualifier"]) for sum_ in each["amounts"]],
            )
            for each in shape["recommendations"]
        ],
        "tables": [(table["columns"], len(table["rows"])) for table in shape["tables"]],
        "observations": [
            (each["programme"], each["measure"], each["value"], each["status"])
            for each in shape["observations"]
        ],
        "awards": [
            (each["programme"], each["funder"], each["amount"]["pence"])
            for each in shape["awards"]
        ],
        "declarations": shape["declarations"],
        "signatures": shape["signatures"],
        "deferral": shape["deferral"],
        "part two": shape["has_part_two"],
        "organisations": sorted(shape["organisations"]),
        "answers": shape["answers"],
        "timing": shape["response_timing"],
        "findings": sorted(
            (each["code"], each["difference_pence"] or 0) for each in shape["findings"]
        ),
    }
