"""From the procedure of an article to the Gherkin that performs it."""
