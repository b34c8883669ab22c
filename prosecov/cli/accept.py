"""The command ``prosecov accept``."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import click

from prosecov.cli.common import GOOD, NOT_GOOD, WRONG_INPUT, examples, show, with_exit_status
from prosecov.coverage.accept import renewed
from prosecov.coverage.ledger import Claim, show_diff
from prosecov.coverage.project import read_project
from prosecov.settings import read_settings


@click.command("accept", epilog=examples("prosecov accept", "prosecov accept --yes"))
@click.option("--yes", is_flag=True, help="Accept all changes without asking.")
@click.pass_obj
@with_exit_status
def command(root: Path, *, yes: bool) -> int:
    """Update stale quotations to the wording of the article.

    Each change is shown, and made if you confirm it. Read the scenario as well: does it still show what the article
    says now?
    """
    project = read_project(read_settings(root))
    if project.errors:
        show(project.errors)
        return WRONG_INPUT
    renewed_count = left = 0
    for ledger in project.ledgers:
        chosen: dict[str, list[Claim]] = defaultdict(list)
        for claim in ledger.stale:
            quotation = claim.quotation
            line = ledger.article.line_at(claim.span.start)
            click.echo(f"{quotation.path}:{quotation.line} quotes {ledger.article.path}:{line}")
            click.echo(f"  {show_diff(claim.text, claim.wording)}")
            if yes or click.confirm("accept?"):
                chosen[quotation.path].append(claim)
            else:
                left += 1
        for name, claims in chosen.items():
            path = root / name
            path.write_bytes(renewed(path.read_bytes(), ledger.article, claims))
            renewed_count += len(claims)
    click.echo(f"renewed {renewed_count}, left {left}")
    if renewed_count:
        show(problem for ledger in read_project(project.config).ledgers for problem in ledger.problems)
        click.echo("read the scenarios again, then run them")
    return NOT_GOOD if left else GOOD
