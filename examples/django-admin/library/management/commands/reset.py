"""The command ``reset``: an empty database with a few tools, and somebody who can sign in."""

from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand

from library.models import Member, Tool


class Command(BaseCommand):
    """Puts the database into its first state."""

    help = "Put the database into its first state."

    def handle(self, **_options: object) -> None:
        """Empty the database and fill it."""
        call_command("migrate", run_syncdb=True, verbosity=0)
        call_command("flush", interactive=False, verbosity=0)
        User.objects.create_superuser("ada", password="sesame")  # noqa: S106
        Tool.objects.create(name="Claw hammer", kind=Tool.Kind.HAND)
        Tool.objects.create(name="Hedge trimmer", kind=Tool.Kind.POWER, is_working=False)
        Tool.objects.create(name="Spade", kind=Tool.Kind.GARDEN)
        Member.objects.create(name="Ben Cole", email="ben@example.org")
