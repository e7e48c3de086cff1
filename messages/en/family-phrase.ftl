# A second step for one's own page, by choice.
family-home-link-phrase = Add a second step to your page
family-phrase-title = A second step, if you want one
family-phrase-lead = Your code opens your page. If you like, we also ask for a phrase that only you know. You never need one to ask for help.
family-phrase-is-set = You have set a phrase. We ask for it after your code.
family-phrase-label = Your phrase
family-phrase-hint = Three words or more that belong to nobody, such as “kettle river Tuesday”. Capital letters do not matter.
family-phrase-unfit = Use at least twelve letters. Three words are good
family-phrase-button = Set this phrase
family-phrase-end = Take the phrase away
family-phrase-lost = If you forget it, ring the person you know here. They make sure who you are, and give you a new code. The phrase ends with that.
return-phrase-title = Your phrase
return-phrase-lead = You chose to be asked for a phrase after your code.
return-phrase-label = Your phrase
return-phrase-wrong = This is not the phrase that you set. Try again, or ring us
return-phrase-lost-title = If you forgot it
return-phrase-lost = Ring the person you know here. They make sure who you are, and give you a new code. You never need a phrase to ask for help.
