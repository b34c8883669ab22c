"""Compose the files of an illustrated article: its pictures, its Markdown and its HTML page."""
