"""What a run found out, as plain data, and the files that keep it: ``results.json`` and the catalogue of steps."""
