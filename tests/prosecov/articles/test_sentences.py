import pytest

from prosecov.articles.sentences import is_question, split_sentences


def split(text: str, protected: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, protected)]


@pytest.mark.parametrize(
    "text",
    [
        "Choose a status, e.g. Confirmed, and go on.",
        "Use a plugin, i.e. An integration.",
        "See No. 5 in the list.",
        "It takes 3.5 seconds at v2.0 speed.",
        "Select Update Opt-In/Out Status.",
        'The message "Done! Contact saved." appears.',
        "The message “Are you sure? Yes.” appears.",
        "Wait (it takes a while. Really) and go on.",
        "Open example.com and sign in... then wait.",
        "Ask Mr. Smith vs. Dr. Jones.",
    ],
)
def test_is_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("No. The feature works for others only.", ["No.", "The feature works for others only."]),
        ("No. 5 contacts changed.", ["No.", "5 contacts changed."]),
        ("Choose Opt-In/Out. Then go on!", ["Choose Opt-In/Out.", "Then go on!"]),
        ('Click "Save." Then wait.', ['Click "Save."', "Then wait."]),
        ("Is it? Yes. It is…  ok".replace("  ", " "), ["Is it?", "Yes.", "It is… ok"]),
        ("Use Email 1, Email 2, etc. They are boxes.", ["Use Email 1, Email 2, etc.", "They are boxes."]),
        ('A 5" screen. A (broken bracket. Next one.', ['A 5" screen.', "A (broken bracket.", "Next one."]),
        ("It costs 10.5. Pay it.", ["It costs 10.5.", "Pay it."]),
        ("(See below.) Go on.", ["(See below.)", "Go on."]),
    ],
)
def test_is_several_sentences(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_no_sentence_ends_in_code() -> None:
    text = "Type Run. Now and wait. Done."
    assert split(text, ((5, 13),)) == ["Type Run. Now and wait.", "Done."]


def test_a_quoted_question_is_a_statement() -> None:
    assert is_question("Can I use it?")
    assert is_question("Can I use it?!")
    assert not is_question('The dialog asks "Are you sure?"')
    assert not is_question("No.")
