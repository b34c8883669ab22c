"""The HTTP API for plugins, in the format of Keap's public REST API v2."""
