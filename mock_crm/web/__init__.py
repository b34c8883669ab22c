"""The web application: views and forms that parse requests, call the CRM and render pages."""
