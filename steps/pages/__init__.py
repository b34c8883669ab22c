"""The page objects: every locator and every address of the CRM's pages is here, and nowhere else."""
