"""The errors that the CRM reports to its users. Each message is a sentence that says what to do."""


class CrmError(Exception):
    """Something that a user asked for cannot be done; the message says why and what to do."""


class InvalidInput(CrmError):
    """A value that cannot be accepted.

    Attributes:
        field: the name of the offending field, as the form or the API calls it; empty where it is none alone.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class InvalidLine(InvalidInput):
    """A line of a file that makes the whole file unusable.

    Attributes:
        line: the number of the line, from 1.
        problem: what is wrong with it, and what to do.
    """

    def __init__(self, line: int, problem: str, field: str = "file") -> None:
        super().__init__(f"Line {line}: {problem}", field)
        self.line = line
        self.problem = problem


class NotFound(CrmError):
    """What was asked for is not there, or no longer."""


class NotAllowed(CrmError):
    """A rule of the CRM forbids what was asked for."""


class DatabaseUnavailable(CrmError):
    """The database cannot be opened."""
