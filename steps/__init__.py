"""The steps of the features: how each business sentence is done and checked in the CRM."""
