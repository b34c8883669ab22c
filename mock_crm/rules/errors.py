"""The errors that the CRM reports to its users. Each message says what is wrong and what to do."""


class CrmError(Exception):
    """A request that cannot be fulfilled."""


class InvalidInput(CrmError):
    """A value that is not valid.

    Attributes:
        field: the name of the field in the form or the API; empty if the error is not about one field.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class InvalidLine(InvalidInput):
    """An error in a line of a file, because of which the whole file cannot be read.

    Attributes:
        line: the number of the line, from 1.
        problem: what is wrong with it, and what to do.
    """

    def __init__(self, line: int, problem: str, field: str = "file") -> None:
        super().__init__(f"Line {line}: {problem}", field)
        self.line = line
        self.problem = problem


class NotFound(CrmError):
    """The requested object does not exist."""


class NotAllowed(CrmError):
    """A rule of the CRM forbids the request."""


class DatabaseUnavailable(CrmError):
    """The database cannot be opened."""
