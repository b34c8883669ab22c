"""Run the command line with `python -m mock_crm`."""

from mock_crm.cli import main

if __name__ == "__main__":
    main(prog_name="python -m mock_crm")
