"""The steps of the features, with the page objects and the clients that they use."""
