"""Do a hundred people at once, reading and writing, get their pages?

They work for three minutes as people do: a page, a look at it, the next. Printed are
errors, refusals, the time a page takes, the CPU of a request over all processes of the
service, and what memory the service holds at the start and at the end. Beside them
stands the same for one person alone, in the same run.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.running import Answer, Browser, Running, hidden, running

PEOPLE = int(os.environ.get("SAFEHOLD_BENCH_PEOPLE", "100"))
SECONDS = int(os.environ.get("SAFEHOLD_BENCH_SECONDS", "180"))
# How long somebody looks at a page.
LOOKS_SECONDS = (3.0, 9.0)

JOIN = """
import datetime
from django.utils import timezone
from safehold.apps.organisations import actions as organisations
from safehold.apps.people import actions as people
from safehold.engine.actors import SYSTEM, Role
at = timezone.now()
where = organisations.register({where!r}, by=SYSTEM, at=at)
for number in range({count}):
    people.join_demonstration(
        f"bench{{number}}@demonstration.example", name=f"Invented {{number}}",
        password="safehold-demonstration", roles=(Role.GRANTS_MANAGER,),
        organisation_id=where, by=SYSTEM, at=at)
"""
COMMISSIONER = "Mayor's Office for Policing and Crime"
READ = (
    "/portfolio/2022-23/",
    "/portfolio/2022-23/awards/",
    "/portfolio/all-years/",
    "/decisions/",
    "/documents/",
    "/findings/",
    "/decisions/?q=grant",
)


@dataclass
class Tally:
    """What all of them met."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    written: int = 0

    def add(self, path: str, answer: Answer, *allowed: int) -> Answer:
        self.statuses[answer.status] += 1
        self.seconds.append(answer.seconds)
        if answer.status not in allowed:
            self.wrong.append(f"{answer.status} {path}")
        return answer


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="safehold-bench-"))
    folder.chmod(0o711)
    with running(folder) as service:
        service.manage("shell", "-c", JOIN.format(where=COMMISSIONER, count=PEOPLE))
        browsers = [Browser(service.port) for _ in range(PEOPLE)]
        for number, browser in enumerate(browsers):
            browser.sign_in(f"bench{number}@demonstration.example")
        alone = measure(service, browsers[:1], min(30, SECONDS))
        together = measure(service, browsers, SECONDS)
    print(f"one person alone: {alone}")
    print(f"{PEOPLE} people at once: {together}")


def measure(service: Running, browsers: list[Browser], seconds: int) -> str:
    tally = Tally()
    until = time.monotonic() + seconds
    before, memory = cpu(service), megabytes(service)
    threads = [
        threading.Thread(target=work, args=(browser, tally, until, seed))
        for seed, browser in enumerate(browsers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asked = sum(tally.statuses.values())
    spent = (cpu(service) - before) / asked * 1000
    slow = statistics.quantiles(tally.seconds, n=20)[-1] * 1000
    return (
        f"{asked} requests ({asked / seconds:.1f} a second), {tally.written} writes, "
        f"answers {dict(sorted(tally.statuses.items()))}, {len(tally.wrong)} errors "
        f"{Counter(tally.wrong).most_common(3)}; median "
        f"{statistics.median(tally.seconds) * 1000:.0f} ms, p95 {slow:.0f} ms, "
        f"worst {max(tally.seconds) * 1000:.0f} ms; {spent:.1f} ms of CPU a request; "
        f"memory {memory:.0f} MB before, {megabytes(service):.0f} MB after"
    )


def work(browser: Browser, tally: Tally, until: float, seed: int) -> None:
    chance = random.Random(seed)
    time.sleep(chance.uniform(0, LOOKS_SECONDS[1]))
    while time.monotonic() < until:
        if chance.random() < 0.2:
            write(browser, tally, chance)
        else:
            path = chance.choice(READ)
            tally.add(path, browser.get(path), 200)
        time.sleep(chance.uniform(*LOOKS_SECONDS))


def write(browser: Browser, tally: Tally, chance: random.Random) -> None:
    """Work a finding, or import a small document; others may have been quicker."""
    if chance.random() < 0.3:
        path = "/documents/import/"
        page = tally.add(path, browser.get(path), 200).page
        words = f"PCD {chance.randrange(10**9)}\nTitle: a bench\n£{chance.random()}"
        answer = browser.post(path, {}, page=page, document=words.encode())
    else:
        listed = tally.add("/findings/", browser.get("/findings/"), 200).page
        path = chance.choice(re.findall(r"/findings/\d+/", listed))
        page = tally.add(path, browser.get(path), 200).page
        verbs = re.findall(r'name="verb" value="(\w+)"', page)
        reason = "To see how it goes."
        form = {**hidden(page), "verb": chance.choice(verbs), "reason": reason}
        answer = browser.post(path, form, page=page)
    tally.written += answer.status == 302
    tally.add(path, answer, 302, 409, 422)


def cpu(service: Running) -> float:
    """Return the seconds that the service's processes have used, the ended ones too."""
    total = 0.0
    for process in service.processes():
        times = process.cpu_times()
        total += times.user + times.system
        total += times.children_user + times.children_system
    return total


def megabytes(service: Running) -> float:
    """Return what the service's processes hold; what several share counts once."""
    return sum(each.memory_full_info().pss for each in service.processes()) / 1e6


if __name__ == "__main__":
    main()
