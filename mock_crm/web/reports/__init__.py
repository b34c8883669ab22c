"""The Reports pages, with the Email Engagement Tracker and its bulk actions."""
