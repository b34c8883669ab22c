"""A library of tools: what it lends, and to whom."""

from django.db import models


class Tool(models.Model):
    """A tool that members can borrow."""

    class Kind(models.TextChoices):
        """Where in the shop it hangs."""

        HAND = "hand", "Hand tool"
        POWER = "power", "Power tool"
        GARDEN = "garden", "Garden tool"

    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind)
    is_working = models.BooleanField("in working order", default=True)

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Somebody who borrows tools."""

    name = models.CharField(max_length=100)
    email = models.EmailField()

    def __str__(self) -> str:
        return self.name


class Loan(models.Model):
    """A tool in the hands of a member."""

    tool = models.ForeignKey(Tool, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    until = models.DateField()

    def __str__(self) -> str:
        return f"{self.tool} for {self.member}"
