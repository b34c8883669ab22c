"""Record what the browser shows while scenarios run, as pictures and inventories; needs ``prosecov[browser]``."""

from prosecov.errors import require_extra

require_extra("browser", playwright="Playwright", PIL="Pillow")
