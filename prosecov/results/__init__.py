"""The results of a run as frozen data, and their files: ``results.json`` and ``steps.json``."""
