"""Mail: compose a message with its signed links, hand it to the mail server, and record the answer."""
