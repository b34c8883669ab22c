"""Integrations: the plugins that add contacts over the HTTP API, and their keys."""
