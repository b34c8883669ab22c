"""Use a page in the browser as its reader does; needs the extra ``prosecov[browser]``."""
