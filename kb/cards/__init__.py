"""Cards: the questions of the notes, to be remembered.

card      what a card is, and all that there are
chosen    those that a query chooses
asking    those to ask on a day, and when an answer brings one back
text      a side as a terminal shows it
formula   a formula as a terminal shows it
exports/  FAMILY: cards for other programs
"""

from kb.cards.asking import NEW_A_DAY, asked, back
from kb.cards.card import Card, Sides, cards
from kb.cards.chosen import chosen

__all__ = ["NEW_A_DAY", "Card", "Sides", "asked", "back", "cards", "chosen"]
