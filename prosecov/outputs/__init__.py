"""Results for people and other tools: terminal, HTML report, GitHub Actions, JUnit, Cucumber Messages."""
