"""Use a page in the browser as its reader does; needs ``prosecov[browser]``."""

from prosecov.errors import require_extra

require_extra("browser", playwright="Playwright")
