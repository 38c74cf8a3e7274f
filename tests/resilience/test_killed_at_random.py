"""Whatever is killed, and whenever: what was acknowledged stands, whole and once."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import random
import re
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests.running import Answer, Browser, Running, running

# A sitting before a release has more of them; see docs/how-to/run-in-production.md.
KILLS = int(os.environ.get("SAFEHOLD_KILLS", "4"))
SEED = int(os.environ.get("SAFEHOLD_KILLS_SEED", "1"))
CALM_WITHIN_SECONDS = 400
GRANTS_MANAGER = "amara@demonstration.example"

# What there is in the end, said by the service's own models.
TOLD = """
import json, sys
from safehold.apps.audit import context
from safehold.apps.audit.models import AuditEvent
from safehold.apps.documents.models import Document, Fact, Finding, Original
from safehold.apps.jobs.models import Job
with context.as_service():
    documents = []
    for document in Document.objects.order_by("pk"):
        subject = f"document:{document.pk}"
        stored = AuditEvent.objects.filter(subject=subject, verb="documents.import")
        documents.append({
            "sha256": document.sha256,
            "originals": Original.objects.filter(document=document).count(),
            "facts": Fact.objects.filter(document=document).count(),
            "said": [event.details["facts"] for event in stored],
            "imported": AuditEvent.objects.filter(
                subject=subject, verb="intake.import").count(),
        })
    worked = [e.details["reason"] for e in AuditEvent.objects.filter(
        verb__in=["documents.explain_finding", "documents.accept_finding",
                  "documents.reopen_finding"])]
    print(json.dumps({
        "documents": documents,
        "reasons": worked,
        "standing": list(Finding.objects.values_list("reason", flat=True)),
        "jobs": list(Job.objects.values("key", "state", "failure_code")),
    }))
"""


@dataclass
class Book:
    """What was answered with a yes, and what was asked for at all."""

    imported: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    worked: list[str] = field(default_factory=list)
    cut_off: int = 0

    @property
    def acknowledged(self) -> int:
        return len(self.imported) + len(self.asked) + len(self.worked)


@pytest.fixture
def service() -> Iterator[Running]:
    folder = Path(tempfile.mkdtemp(prefix="safehold-killed-"))
    folder.chmod(0o711)
    with running(folder) as started:
        yield started


def test_nothing_acknowledged_is_lost_half_done_or_done_twice(
    service: Running,
) -> None:
    book, chance = Book(), random.Random(SEED)
    ended = threading.Event()
    writers = [
        threading.Thread(target=write, args=(service, book, ended, way))
        for way in (import_one, import_two, work_finding, work_finding)
    ]
    for writer in writers:
        writer.start()
    killed = [kill(service, chance) for _ in range(KILLS)]
    ended.set()
    for writer in writers:
        writer.join()
    told = calm(service)

    sys.stdout.write(
        f"killed {killed}; {book.acknowledged} writes acknowledged, "
        f"{book.cut_off} cut off; {len(told['jobs'])} jobs\n"
    )
    assert_whole(told["documents"])
    shas = [document["sha256"] for document in told["documents"]]
    assert len(shas) == len(set(shas))
    assert set(book.imported) <= set(shas)
    assert set(book.asked) <= set(shas)
    assert {job["state"] for job in told["jobs"]} <= {"done"}, told["jobs"]
    assert all(told["reasons"].count(reason) == 1 for reason in book.worked)
    assert set(told["standing"]) <= {"", *told["reasons"]}
    assert "The audit record holds" in service.manage("verify_audit")
    assert book.acknowledged > KILLS


def assert_whole(documents: list[dict[str, object]]) -> None:
    """Every document has its original, all its facts, and says once how it came."""
    for document in documents:
        assert document["originals"] == 1, document
        assert document["said"] == [document["facts"]], document
        assert document["imported"] == 1, document


def kill(service: Running, chance: random.Random) -> str:
    """Kill one process of the service at some moment, without a word."""
    time.sleep(chance.uniform(0.5, 4))
    victim = chance.choice(("web", "worker", "postgres"))
    while not (found := [each for each in service.processes() if is_a(victim, each)]):
        time.sleep(0.2)
    with suppress(psutil.NoSuchProcess):
        chance.choice(found).kill()
    return victim


def is_a(victim: str, process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        words = " ".join(process.cmdline())
        match victim:
            case "web":
                return "granian" in words
            case "worker":
                return words.endswith("django worker")
            case _:
                return "postgres" in process.name()
    return False


def calm(service: Running) -> dict[str, list[dict[str, object]]]:
    """Wait until no work is left, and return what there is."""
    deadline = time.monotonic() + CALM_WITHIN_SECONDS
    while True:
        with suppress(AssertionError):
            told = json.loads(service.manage("shell", "-v", "0", "-c", TOLD))
            if not {"waiting", "running"} & {job["state"] for job in told["jobs"]}:
                return dict(told)
        assert time.monotonic() < deadline, "work is left over"
        time.sleep(2)


def write(
    service: Running,
    book: Book,
    ended: threading.Event,
    way: Callable[[Browser, Book], None],
) -> None:
    """Write again and again, as one signed-in person, whatever is killed meanwhile."""
    browser = Browser(service.port)
    is_signed_in = False
    while not ended.is_set():
        try:
            if not is_signed_in:
                browser.sign_in(GRANTS_MANAGER)
                is_signed_in = True
            way(browser, book)
        except (OSError, http.client.HTTPException, AssertionError):
            book.cut_off += 1
            time.sleep(0.3)


def import_one(browser: Browser, book: Book) -> None:
    content = document()
    page = browser.get("/documents/import/").page
    answer = browser.post("/documents/import/", {}, page=page, document=content)
    if is_done(answer, "/review/"):
        book.imported.append(hashlib.sha256(content).hexdigest())


def import_two(browser: Browser, book: Book) -> None:
    """Ask for an import in the background."""
    content = document()
    page = browser.get("/documents/import-several/").page
    answer = browser.post(
        "/documents/import-several/", {}, page=page, documents=content
    )
    if is_done(answer, "/jobs/"):
        book.asked.append(hashlib.sha256(content).hexdigest())
    time.sleep(1)


def work_finding(browser: Browser, book: Book) -> None:
    listed = browser.get("/findings/").page
    path = random.choice(re.findall(r"/findings/\d+/", listed))
    page = browser.get(path).page
    verb = random.choice(re.findall(r'name="verb" value="(\w+)"', page))
    reason = f"Seen as {uuid.uuid4()}."
    answer = browser.post(path, {"verb": verb, "reason": reason}, page=page)
    if answer.status == 302 and "sign-in" not in answer.location:
        book.worked.append(reason)


def is_done(answer: Answer, leads_to: str) -> bool:
    return answer.status == 302 and leads_to in answer.location


def document() -> bytes:
    """Return a small document that nobody has sent before."""
    number = uuid.uuid4().int % 10**6
    lines = [f"DMPC Decision - PCD {number}", f"Title: Lantern {uuid.uuid4()}"]
    lines += [f"Award {line} of £{number + line:,} for 2026/27" for line in range(30)]
    return "\n".join(lines).encode()
