"""The report: one page that shows each article, and for each of its sentences what proves it."""

from prosecov.report.page import PAGE, render
from prosecov.report.writing import write_report

__all__ = ["PAGE", "render", "write_report"]
