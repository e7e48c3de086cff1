# What to do when something about the people of a family is refused.
refusal-young-person-not-agreed = The young person has not agreed that a parent reads this. Begin a record of their own, or ask them and record what they said on the page of people
refusal-reading-already-agreed = They agreed already. There is nothing more to do here
refusal-reading-how-missing = Say how and to whom they said so
refusal-withheld-contact = This holds a way to reach somebody who keeps it from others of the family. Take it out
refusal-already-withheld = It is kept already. There is nothing more to do here
