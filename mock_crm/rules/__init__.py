"""The consent rules, the checks of input and the named errors; nothing here imports Flask or SQLAlchemy."""
