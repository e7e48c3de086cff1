# Living away from home, for one person of the family whom a named person has told.
family-care = Living away from home
family-care-link = Living away from home: who to ask, and what was agreed
family-care-title = Living away from home
family-care-lead = You see this page because somebody told you about it by name. Nobody else in your family sees your page.
family-care-told = What we told you
family-care-people = Who to ask
family-care-worker = The social worker is { $name }. Ring { $telephone }.
family-care-reviewer = { $name } holds the reviews and checks that what was promised is done. Ring { $telephone }.
family-care-adviser = The personal adviser is { $name }. Ring { $telephone }.
family-care-nobody = Nobody is named yet. Ring the number below.
family-care-pathway = Your pathway plan
family-care-pathway-since = This is the plan of { $date }. It is yours. You can ask to change it.
family-care-agreed = What was agreed
family-care-think = What you said of it
family-care-disagree-title = If you do not agree
family-care-disagree = Tell us, or bring somebody who speaks for you. You can do so at any time. We write down what you say, in your words.
