"""Contacts: their names, addresses and tags, and the email status and consent history of each address."""
