"""The HTTP interface for plugins, in the shape of Keap's public REST API v2."""

from mock_crm.web.api.views import blueprint

__all__ = ["blueprint"]
