"""What other tools read: JUnit properties, GitHub's annotations and job summary, Cucumber Messages."""
