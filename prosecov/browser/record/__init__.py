"""Record what the browser shows while scenarios run, as pictures and inventories; needs ``prosecov[browser]``."""
