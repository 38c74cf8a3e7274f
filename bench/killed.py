"""Is what was acknowledged there, whole and once, whatever is killed and whenever?

Four people write without a pause: documents, background jobs, findings. Meanwhile web
server, worker and PostgreSQL are killed at random moments. Printed is what was killed
and what was acknowledged, and whether all of it stands; the audit record is verified.
"""

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
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

import psutil
from tests.running import Answer, Browser, Running, hidden, running

KILLS = int(os.environ.get("SAFEHOLD_BENCH_KILLS", "30"))
SEED = int(os.environ.get("SAFEHOLD_BENCH_SEED", "1"))
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


class Told(TypedDict):
    """What there is in the end."""

    documents: list[dict[str, object]]
    reasons: list[str]
    standing: list[str]
    jobs: list[dict[str, object]]


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


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="safehold-killed-"))
    folder.chmod(0o711)
    with running(folder) as service:
        book, killed = write_and_kill(service)
        told = calm(service)
        said = service.manage("verify_audit")
    print(f"killed at {len(killed)} moments: {dict(Counter(killed))}")
    print(
        f"{book.acknowledged} writes acknowledged ({len(book.imported)} imports, "
        f"{len(book.asked)} jobs asked for, {len(book.worked)} findings worked), "
        f"{book.cut_off} cut off; then {len(told['documents'])} documents, "
        f"{len(told['jobs'])} jobs"
    )
    wrong = [*lost(book, told), *halves(told["documents"]), *doubles(book, told)]
    if "The audit record holds" not in said:
        wrong.append(said)
    for line in wrong:
        print(f"WRONG: {line}")
    print("held" if not wrong else "NOT held", "-", said.splitlines()[0])
    sys.exit(bool(wrong))


def write_and_kill(service: Running) -> tuple[Book, list[str]]:
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
    return book, killed


def lost(book: Book, told: Told) -> list[str]:
    """Return what was acknowledged and is not there."""
    there = {str(document["sha256"]) for document in told["documents"]}
    gone = [sha for sha in (*book.imported, *book.asked) if sha not in there]
    gone += [reason for reason in book.worked if reason not in told["reasons"]]
    ended = {str(job["state"]) for job in told["jobs"]}
    return [f"lost: {each}" for each in (*gone, *(ended - {"done"}))]


def halves(documents: list[dict[str, object]]) -> list[str]:
    """Return documents without their original, all their facts, or how they came."""
    return [
        f"half done: {document}"
        for document in documents
        if document["originals"] != 1
        or document["said"] != [document["facts"]]
        or document["imported"] != 1
    ]


def doubles(book: Book, told: Told) -> list[str]:
    """Return what is there twice, and changes that no event tells of."""
    shas = Counter(str(document["sha256"]) for document in told["documents"])
    reasons = Counter(map(str, told["reasons"]))
    twice = [sha for sha, number in shas.items() if number > 1]
    twice += [reason for reason in book.worked if reasons[reason] > 1]
    silent = {str(reason) for reason in told["standing"]} - {"", *reasons}
    return [f"twice or untold: {each}" for each in (*twice, *silent)]


def kill(service: Running, chance: random.Random) -> str:
    """Kill one process of the service at some moment, without a word."""
    time.sleep(chance.uniform(1, 8))
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
                return "django worker" in words
            case _:
                return "postgres" in process.name()
    return False


def calm(service: Running) -> Told:
    """Wait until no work is left, and return what there is."""
    deadline = time.monotonic() + CALM_WITHIN_SECONDS
    while time.monotonic() < deadline:
        with suppress(AssertionError):
            if is_idle(ask(service)):
                # Once more: what was read first may be older than the last job.
                return ask(service)
        time.sleep(2)
    raise AssertionError("work is left over")


def ask(service: Running) -> Told:
    told: Told = json.loads(service.manage("shell", "-v", "0", "-c", TOLD))
    return told


def is_idle(told: Told) -> bool:
    return not {"waiting", "running"} & {job["state"] for job in told["jobs"]}


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
        # A page that says what went wrong has no finding to choose.
        except (OSError, http.client.HTTPException, AssertionError, IndexError):
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
    form = {**hidden(page), "verb": verb, "reason": reason}
    answer = browser.post(path, form, page=page)
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


if __name__ == "__main__":
    main()
