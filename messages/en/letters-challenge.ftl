# The letters of a challenge, and every way that is open.
challenge-letter-subject-upheld = You are right, and we will put it right
challenge-letter-subject-partly-upheld = You are right in part
challenge-letter-subject-not-upheld = We looked again, and it stays as it is
challenge-letter-subject-talked = What came of our talk
challenge-letter-about = This answers { $way } of { $date }. Its reference is { $reference }.
challenge-letter-way-talk = what we talked about, after your message
challenge-letter-way-second-look = your wish for a second look
challenge-letter-way-complaint = your complaint
challenge-letter-way-route = your question why you are on this path
challenge-letter-why = Why
challenge-letter-actions = What we will do
challenge-letter-by = By { $date }
challenge-letter-actions-told = We tell you when each of these is done.
challenge-letter-next = If you still do not agree
challenge-letter-nothing-changes = Your help goes on. Nothing gets worse because you asked.
challenge-letter-more-time = We need more time to answer your complaint
challenge-letter-more-time-until = You will have our answer by { $date } at the latest.

ways-stage-2 = Ask for stage 2. Someone from outside the team looks into it, with a person who is not part of the council. You can ask on your page, or ring { $name } on { $telephone }
ways-stage-3 = Ask for stage 3. A panel of people who are not part of the council looks at it. You can ask on your page, or ring { $name } on { $telephone }
ways-complaint = Make a complaint. You can do it on your page, or ring { $name } on { $telephone }
ways-second-look = Ask for a second look by a manager who had no part in it. You can do it on your page, or ring { $name } on { $telephone }
ways-ombudsman = Ask the Local Government and Social Care Ombudsman, who is not part of the council. You can go there at any time when we are late.
ways-education = If it touches an education, health and care plan, you can also use mediation and the special educational needs tribunal. They can look at social care too.
ways-correction = Ask us to put right what is written about you. If we do not, you can go to the Information Commissioner.
ways-court = Ask a solicitor or a law centre soon. A court can look at how a decision was made.
ways-rule = ({ $rule }: { $says })
