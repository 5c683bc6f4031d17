"""The room where files of the user's are written: whole or not at all, and never over somebody else's change.

writer      what everybody else uses: locks, compares, writes all files of an edit or none
replace     one file's step: the new text beside it, compared, put in its place
unfinished  what an edit that was broken off left to be finished or rolled back
lock        one writer at a time, and who it is
disk        what the operating system is asked for
"""

from kb.write.writer import Changed, NotWritten, Writer

__all__ = ["Changed", "NotWritten", "Writer"]
