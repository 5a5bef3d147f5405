"""Word and character lists that the readers of articles use, as data."""
