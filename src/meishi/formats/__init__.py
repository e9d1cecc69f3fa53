"""Pure codecs: bytes and text in, typed values out. No framework and no I/O."""
