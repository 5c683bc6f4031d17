"""The coming week: sessions, homework, papers and questions, within the hours that there are.

tasks   what there is to do, with minutes and deadlines
done    what the journal says of the week so far
week    the tasks on the days: deadlines first, never more than there is room for
"""

from kb.plan.done import Done
from kb.plan.tasks import Task
from kb.plan.week import Day, Item, Late, Week, plan

__all__ = ["Day", "Done", "Item", "Late", "Task", "Week", "plan"]
