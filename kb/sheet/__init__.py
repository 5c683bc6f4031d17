"""The sheet of a reading group: one paper, what its members must know first, what to look for, what to ask.

content  what the sheet says, from the notes that cite the paper and the topic graph
text     the sheet as Markdown
"""

from kb.sheet.content import Asked, Groundwork, Point, Sheet, sheet
from kb.sheet.text import text

__all__ = ["Asked", "Groundwork", "Point", "Sheet", "sheet", "text"]
