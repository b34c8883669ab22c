"""Validate input: a single line, a text of several lines, or an email address."""

import re

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from mock_crm.rules.errors import InvalidInput

# Control characters cannot be displayed, and lone surrogates cannot be encoded as UTF-8. Line breaks end a mail header
# (RFC 5322 section 2.2); U+2028 and U+2029 are line breaks, too.
_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_IN_A_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

# By default the library rejects addresses below `invalid`. The CRM accepts them: their status is Invalid.
SPECIAL_USE_DOMAIN_NAMES.remove("invalid")

# The start of an encoded word (RFC 2047 section 2). Mail programs decode it, and so does Python's email library, which
# does not require the end of the word: the decoded line breaks and commas would get into the header.
ENCODED_WORD = re.compile(r"=\?[^?]*\?[bq]\?", re.IGNORECASE)
MAX_NAME = 100
"""The maximum number of characters of a name."""


def one_line(text: str, field: str, what: str, most: int) -> str:
    """Return a single line of text, stripped. It may be empty.

    Args:
        text: the text as entered.
        field: the name of the field in the form or the API, for the error.
        what: the subject of the error message, such as "The subject".
        most: the maximum number of characters.

    Raises:
        InvalidInput: it is too long, or has a line break, a control character or an encoded word.
    """
    clean = text.strip()
    _check_length(clean, field, what, most)
    if _NOT_IN_A_LINE.search(clean):
        raise InvalidInput(f"{what} has a line break or a control character; remove it.", field)
    if found := ENCODED_WORD.search(clean):
        raise InvalidInput(f"{what} has “{found[0]}”, which mail programs take for encoded text; remove it.", field)
    return clean


def several_lines(text: str, field: str, what: str, most: int) -> str:
    """Return a text of several lines, with line feeds as line breaks. It may be empty.

    The arguments are those of `one_line`.

    Raises:
        InvalidInput: it is too long, or has a control character other than a line break or a tab.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    _check_length(clean, field, what, most)
    if _NOT_IN_A_TEXT.search(clean):
        raise InvalidInput(f"{what} has a control character; remove it.", field)
    return clean


def _check_length(text: str, field: str, what: str, most: int) -> None:
    if len(text) > most:
        raise InvalidInput(f"{what} has {len(text):,} characters; {most:,} is the maximum.", field)


def email_address(text: str, field: str = "email") -> tuple[str, str]:
    """Return a valid email address in normalized form, and its domain.

    The check does not use the network: it does not find out whether the address receives mail.

    Raises:
        InvalidInput: it is not an email address (RFC 5321, RFC 6531).
    """
    try:
        valid = validate_email(text.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise InvalidInput(f"“{shorten(text)}” is not a valid email address: {error}", field) from error
    if ENCODED_WORD.search(valid.normalized):
        raise InvalidInput(f"“{shorten(text)}” is not a valid email address: mail programs would decode it.", field)
    return valid.normalized, valid.domain


def shorten(text: str, length: int = 60) -> str:
    """Return a text for a message, shortened if it is long."""
    return text if len(text) <= length else f"{text[:length]}…"
