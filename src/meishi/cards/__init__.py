"""Cards: the draft and its editor, editions, publishing."""
