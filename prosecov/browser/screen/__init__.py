"""A screen as frozen data: its elements, its parts, and what it offers; and the cache of a page's last screen."""
