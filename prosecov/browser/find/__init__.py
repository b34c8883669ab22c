"""Find on a screen what a step names: controls, fields and parts of the screen."""
