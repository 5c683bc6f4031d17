"""FAMILY: what a person asks to be changed, as a value. An edit says which bytes were read and which are to be; it
opens no file. `kb.write` writes it, `kb.edits.diff` shows it, a test compares it.

To add one: a file with a function from values to an Edit, and a command that passes it to `kb.write`.
"""
