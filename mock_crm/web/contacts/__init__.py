"""The Contacts pages, with the CSV import."""
