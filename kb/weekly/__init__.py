"""The weekly post: what the journal and git say of a week, and the plan of the next one, for a person to go on from.

week  what was done and changed, and the plan
text  the post
"""

from kb.weekly.text import text
from kb.weekly.week import Changed, Weekly, begin, weekly

__all__ = ["Changed", "Weekly", "begin", "text", "weekly"]
