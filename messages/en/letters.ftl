# Letters, and what stands around them.
letter-date = { $date }
letter-dear = Dear { $name }
letter-print = Print this letter
