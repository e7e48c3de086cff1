//! What a list of milestones makes due.
