"""The reports: the Email Engagement Tracker, the counts, and the lists of consent events and sent messages."""
