# The ways in which a letter can be read.
letter-editions = Read this letter in another way
letter-edition-standard-print = Plain print
letter-edition-large-print = Large print
letter-edition-easy-read = Easy read
letter-edition-pdf = { $edition }, to print (PDF)
letter-edition-asked-for = You asked us to write to you like this.
letter-page-number = Page { $page } of { $pages }
letter-easy-untested = This easy read has not been tested with disabled people yet. Tell us what is hard to read.
letter-easy-none = This letter was not written in easy read. Here are its words, one at a time. Ring us, and we make it easy with you.
