"""A small CRM with the screens and the rules that the help articles describe."""
