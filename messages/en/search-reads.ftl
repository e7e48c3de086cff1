# How a search for words stands in the list of readers.
children-reads-page-search = A search for words in their own records
family-reads-page-search = A search for words in the records they work with
