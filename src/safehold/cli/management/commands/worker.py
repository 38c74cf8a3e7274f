"""Do what waits in the background, until told to stop."""

from django.core.management.base import BaseCommand

from safehold.cli import working


class Command(BaseCommand):
    """The command `worker`."""

    help = "Do background jobs, one after the other, until Ctrl-C"
    # They would load every page, and a worker has none.
    requires_system_checks = ()

    def handle(self, *, verbosity: int, **_options: object) -> None:
        """Work until a signal ends it, after the job that is being done."""

        def say() -> None:
            if verbosity:
                self.stdout.write("The worker is ready.")
                # Whoever waits for the line may read it from a pipe.
                self.stdout.flush()

        working.work(say)
