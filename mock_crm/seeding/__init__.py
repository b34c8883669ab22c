"""Contacts with a consent history that fits the rules: the demo data, and the data of test scenarios."""
