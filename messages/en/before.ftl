# What whoever takes a step reads first: from the principles and the standards, each with its clause.
before-visit = Before you go
before-meeting = Before you meet
before-telling = Before you write or say it
