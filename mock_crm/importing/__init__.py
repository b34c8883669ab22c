"""CSV import: read the file, plan what it changes, and apply the plan."""
