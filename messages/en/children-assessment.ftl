# Writing the assessment: allocation, sections, entries, comments, meetings.
children-allocate-title = Name a lead assessor
children-allocate-lead = The lead assessor carries out the assessment with the child and the family. The family is told by letter who it is.
children-allocate-assessor = Who leads?
children-allocate-assessor-hint = Everybody here acts as lead assessor. Beside each name stands until when all the training that the protocol asks for is current.
children-allocate-current = Training current until { $date }
children-allocate-expired = Training out of date since { $date }
children-allocate-never = Training not recorded
children-allocate-choose = Choose who leads
children-allocate-gap-title = When nobody with current training can lead
children-allocate-gap-lead = A family never waits without a lead assessor. Name a condition adviser who stands beside the assessor, and say why nobody with current training can lead. The family is told both. The gap is dated and counted.
children-allocate-no-advisers = Nobody here acts as condition adviser. Ask the administrator to add one.
children-allocate-adviser = Condition adviser
children-allocate-why = Why can nobody with current training lead?
children-allocate-why-hint = The family reads this.
children-allocate-button = Name the lead assessor

children-assessment-title = Assessment
children-assessment-open = Open sections
children-assessment-closed = Closed sections
children-assessment-closed-lead = The request did not open these. They stay closed unless somebody gives a reason that the family can read.
children-assessment-open-it = Open this section
children-assessment-written = { $written } of { $questions } answered
children-assessment-nothing = Nothing yet
children-assessment-opened-why = Opened because: { $why }

children-open-title = Open “{ $section }”
children-open-lead = The request did not ask for this section. Open it only if it helps this family, and say why.
children-open-why = Why open it?
children-open-why-hint = The family reads this.
children-open-button = Open the section

children-section-closed = This section is closed. Nothing can be written in it until somebody opens it with a reason.
children-question-nothing = Nothing is written.
children-question-write = Write
children-question-add = Write another entry

children-source-family = The family’s words
children-source-child = The child’s words
children-source-practitioner = A practitioner’s words
children-source-report = From a report

children-entry-author = { $name }, { $capacity }
children-entry-source = { $source } ({ $note })
children-entry-byline = { $source }. Written by { $author } on { $written }
children-entry-byline-said = { $source }, { $said }. Written by { $author } on { $written }
children-entry-struck = Struck out by { $name } on { $date }. Why: { $why }
children-entry-why = Why it was changed: { $why }
children-entry-earlier = { $number ->
    [one] One earlier text
   *[other] { $number } earlier texts
}
children-entry-earlier-by = { $name }, { $date }
children-entry-about = the entry of { $date }
children-entry-correct = Correct
children-entry-strike-out = Strike out

children-write-title = Write an entry
children-write-intimate = As much as they like. They can leave it out, and a report they already have will do.
children-write-source = Whose words are these?
children-write-source-missing = Choose whose words these are
children-write-source-note = Who said it, or which report?
children-write-source-note-hint = For example: Mum, on the telephone. Leave it empty if they are your own words.
children-write-said = When was it said or seen?
children-write-said-hint = Today, or a day that has been.
children-write-empty = Write something, or go back without adding an entry
children-write-button = Add to the record
children-write-save = Save as draft

children-draft-saved = Your draft of { $date }. Nobody else sees it until you add it to the record.
children-draft-conflict = You saved other words in another window since. Read both, put together what should stand, and save or add it again
children-draft-theirs = Saved in the other window, { $date }
children-draft-yours = Typed here
children-autosave-saving = Saving the draft
children-autosave-saved = Draft saved at %{"{"}time{"}"}
children-autosave-failed = Not saved yet. We will keep trying. Keep this page open.
children-autosave-refused = Not saved. Choose “Save as draft” to see what needs to be put right.
children-autosave-conflict = Not saved, because you saved other words in another window. Choose “Save as draft” to see both.

children-correct-title = Correct an entry
children-correct-lead = The words that stood before stay in the record, with who wrote them and when.
children-correct-why = Why is it corrected?
children-correct-why-hint = The family reads this.
children-correct-button = Correct it
children-merge-title = Somebody changed these words first
children-merge-lead = Nothing is lost. Here are both texts. Put together what should stand, and send it.
children-merge-theirs = What stands now, by { $name }, { $date }
children-merge-yours = What you wrote
children-merge-button = Save what should stand

children-strike-title = Strike out an entry
children-strike-lead = The entry stays in the record and can still be read. It is shown as struck out, with your name and why.
children-strike-why = Why is it struck out?
children-strike-why-hint = The family reads this.
children-strike-button = Strike it out

children-comment-wrong = This is wrong
children-comment-missing = This is missing
children-comment-disagree = I disagree
children-comment-by = { $name } says “{ $kind }”, { $date }
children-comment-answered-by = { $outcome }. Answered by { $name }, { $date }
children-comment-answer = Answer { $name }’s comment
children-comment-waiting = It waits for an answer.
children-outcome-changed = The text was changed
children-outcome-partly_changed = Part of the text was changed
children-outcome-kept = The text stays, and the disagreement is printed beside it
children-answer-title = Answer a comment
children-answer-lead = Every comment is answered by the decision. A disagreement stands beside the text, with its date; it never holds up help.
children-comment-need = About what was decided for:
children-answer-said = { $name } says
children-answer-correct = Correct the entry first
children-answer-outcome = What came of it?
children-answer-outcome-missing = Choose what came of it
children-answer-words = Your answer
children-answer-words-hint = To the person who made the comment, in plain words.
children-answer-button = Send the answer

children-met-title = Meeting { $called }
children-met-lead = The child is met, somewhere they choose. It is their right, and never a check on their parents.
children-met-on = When?
children-met-on-hint = For example, 27 3 2026
children-met-form-place = Where, and who chose it?
children-met-form-how = How did the child take part?
children-met-form-how-hint = For example: by speech, signs, symbols or pictures; by being together; with somebody who knows them well.
children-met-form-views = What did the child show or say?
children-met-form-views-hint = In the child’s own terms.
children-met-who-may-read = Who may read what the child showed or said?
children-met-who-may-read-hint = The child chooses. If you could not find out, leave it with the people who help.
children-met-helpers = Only the child and the people who help
children-met-family-too = The child’s family, too
children-met-button = Record the meeting
children-met-none = The child has not been met yet.
children-met-byline = { $date }, by { $name }
children-met-place = Where, and who chose it
children-met-how = How the child took part
children-met-views = What the child showed or said
children-not-met-agreed = It was agreed to decide without meeting the child. Why: { $why }. Agreed by { $name }, { $date }.
children-not-met-title = Decide without meeting the child
children-not-met-lead = Meeting is the child’s right. Agree to go without it only when there is a good reason, and write what was tried.
children-not-met-why = Why was the child not met?
children-not-met-why-hint = The family reads this.
children-not-met-button = Agree

children-ceiling-title = Why it takes longer
children-ceiling-lead = An assessment has a most that it may take. Say why this one takes longer, also when the family chose to take longer. The clock goes on showing.
children-ceiling-why = Why does it take longer?
children-ceiling-why-hint = The family reads this.
children-ceiling-button = Record why
