"""Broadcasts and sequences: what is sent to many contacts, and who is left out."""
