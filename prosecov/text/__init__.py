"""Words: comparing them as a reader does, and the names of the kinds of controls and parts of a screen."""
