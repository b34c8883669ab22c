"""A small CRM with the pages and the rules that the help articles describe."""
