"""Mutation testing of articles: break what a proved sentence says, and see whether its own check fails."""
