"""The page objects: all locators and all addresses of pages are in this package."""
