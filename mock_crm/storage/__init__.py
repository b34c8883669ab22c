"""The database: how to open it, its tables, and the settings that the CRM keeps in it."""
