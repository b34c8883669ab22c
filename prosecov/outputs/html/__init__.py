"""The report: one page that shows each article, and for each of its sentences what proves it."""

from prosecov.outputs.html.page import PAGE, render
from prosecov.outputs.html.writing import write_report

__all__ = ["PAGE", "render", "write_report"]
