"""Compare the files of an illustrated article with those that are there, write them, and show what changed."""
