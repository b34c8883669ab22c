"""Lets ``python -m prosecov.cli`` run the command."""

from prosecov.cli import main

main()
