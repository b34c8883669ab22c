"""`python -m mock_crm`, which is `mock-crm` where the command is not installed."""

from mock_crm.cli import main

if __name__ == "__main__":
    main(prog_name="mock-crm")
