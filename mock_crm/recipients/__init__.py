"""What recipients of mail do themselves: sign up, confirm, unsubscribe and view a message."""
