"""Validate input: a single line, a text of several lines, or an email address."""

import re

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from mock_crm.rules.errors import InvalidInput

# Control characters cannot be shown, and lone surrogates cannot be stored as UTF-8. Line breaks would end a mail
# header (RFC 5322 section 2.2); Unicode has two more of them, the separators of lines and of paragraphs.
_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_IN_A_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

# By default the library rejects addresses below `invalid`. The CRM accepts them: their status is Invalid.
SPECIAL_USE_DOMAIN_NAMES.remove("invalid")

# How an encoded word begins (RFC 2047 section 2). Mail programs show something else in its place, and Python's email
# library, which does not insist on the end, writes that into the header: line breaks, commas and all.
ENCODED_WORD = re.compile(r"=\?[^?]*\?[bq]\?", re.IGNORECASE)


def one_line(text: str, field: str, what: str, most: int) -> str:
    """Return a single line of text without the white space around it; it may be empty.

    Args:
        text: the text as it came in.
        field: the name of the form's or the API's field, for the error.
        what: what it is, as a sentence about it begins, such as "The subject".
        most: the most characters that it may have.

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
    """Return a text with its line breaks as plain line feeds; it may be empty.

    The arguments are those of `one_line`.

    Raises:
        InvalidInput: it is too long, or has a control character other than a line break or a tabulator.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    _check_length(clean, field, what, most)
    if _NOT_IN_A_TEXT.search(clean):
        raise InvalidInput(f"{what} has a control character; remove it.", field)
    return clean


def _check_length(text: str, field: str, what: str, most: int) -> None:
    if len(text) > most:
        raise InvalidInput(f"{what} has {len(text):,} characters; {most:,} are the most.", field)


def email_address(text: str, field: str = "email") -> tuple[str, str]:
    """Check an email address and return it as written, tidied, and its domain.

    Whether mail arrives there is not asked: that needs the network, and the mail server tells in time.

    Raises:
        InvalidInput: it is no email address (RFC 5321, RFC 6531); the message says why.
    """
    try:
        valid = validate_email(text.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise InvalidInput(f"“{_shorten(text)}” is no email address: {error}", field) from error
    if ENCODED_WORD.search(valid.normalized):
        raise InvalidInput(f"“{_shorten(text)}” is no email address that can be used: mail programs decode it.", field)
    return valid.normalized, valid.domain


def _shorten(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
