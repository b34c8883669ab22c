"""The Campaigns pages: broadcasts and sequences."""
