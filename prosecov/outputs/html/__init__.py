"""The report: one page that shows each article with the verdict and the proof of every sentence."""

from prosecov.outputs.html.files import write_report
from prosecov.outputs.html.page import PAGE, render

__all__ = ["PAGE", "render", "write_report"]
