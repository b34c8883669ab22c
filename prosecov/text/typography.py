"""Characters that look alike to a reader, by name; for use in strings and in classes of regular expressions."""

SINGLE_OPENING = "\u2018\u201a\u201b\u2039"
SINGLE_CLOSING = "\u2019\u203a\u2032"
DOUBLE_OPENING = "\u201c\u201e\u201f\u00ab"
DOUBLE_CLOSING = "\u201d\u00bb\u2033"

HYPHENS = "-\u2010\u2011"
DASHES = "\u2012\u2013\u2014\u2015\u2212"

CLOSING = "\"')\\]*_" + SINGLE_CLOSING + DOUBLE_CLOSING
"""What may stand between the end of a sentence and the next one."""
OPENING = "\"'([{*_\u00bf\u00a1" + SINGLE_OPENING + DOUBLE_OPENING
"""What may stand before the first word of a sentence."""

INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphens, zero-width spaces, word joiners and byte order marks."""
WITHOUT_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))
"""For `str.translate`."""
