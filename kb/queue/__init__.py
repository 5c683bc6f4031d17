"""The reading queue: which paper next, and why.

reader   what is known of the reader: topics, sessions in progress, problems followed, the goal
needs    what a paper builds on, and the topics that it waits for
goals    what a reader wants to get to
values   the points that speak for and against a paper, each with its reason
order    from points to places: pins, what has waited too long, what must be read first
moves    what a day of the journal changed, and why
account  the whole account of one place, in words
"""

from kb.queue.account import absent, account
from kb.queue.goals import Goal, goal
from kb.queue.moves import Move, Moves, moves
from kb.queue.order import BOUND, Entry, marked_papers, queue
from kb.queue.values import Reason

__all__ = ["BOUND", "Entry", "Goal", "Move", "Moves", "Reason", "absent", "account"]
__all__ += ["goal", "marked_papers", "moves", "queue"]
