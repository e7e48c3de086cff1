//! What is wrong with guidance that can be read, and what in it still has to be checked.
