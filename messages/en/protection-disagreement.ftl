# Practitioners disagree about a child, stage by stage. Practitioners read it; nothing here is on a family’s page.

protection-disagree-title = Say that you disagree
protection-disagree-lead = With a decision, with what is done or with what is not. It is answered in writing and goes from stage to stage until it is settled. Nothing waits for it: what protects the child goes on. If somebody is in danger now, ring 999.
protection-disagree-send = Send it
protection-disagree-who = Who is asked to answer? If you choose nobody, it is the social worker who leads, or whoever chairs.

protection-disagree-answer-title = Answer a disagreement
protection-disagree-answer-lead = Somebody sees it differently. Your answer stands beside their words, and they say whether that settles it.
protection-disagree-answer-send = Save the answer

protection-disagree-next-title = Say whether your disagreement is settled
protection-disagree-next-lead = Only you can say that you agree. You can take it further at any time, also before there is an answer.
protection-disagree-next-send = Save

protection-disagree-said = What { $name } said
protection-disagree-stage = Stage { $number } of { $of }: { $must }

protection-mark-disagreement = Disagreement
protection-stands-disagreement-waits = { $name } disagrees, and waits for an answer at stage { $stage }.
protection-stands-disagreement-answered = { $name } disagrees, and was answered at stage { $stage }; whether that settles it is theirs to say.

protection-did-disagree = Somebody disagreed
protection-did-disagree-answer = The disagreement was answered
protection-did-disagree-further = The disagreement went to the next stage
protection-did-disagree-agreed = The disagreement was settled
protection-did-disagree-differs = The disagreement was left, and the different view stands
protection-did-disagree-decided = The last stage decided the disagreement
