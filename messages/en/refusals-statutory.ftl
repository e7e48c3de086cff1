# Findings of statutory returns.
refusal-return-other = This is another return. Check it under its own name.
refusal-return-too-many = More was found than can be kept one by one. Check the file with “alongside return validate”.
refusal-return-none-chosen = Tick at least one finding.
refusal-return-finding-gone = The return was checked again, and this finding does not stand any more. Load the page again.
refusal-return-not-an-analyst = This person does not work on returns and could not read the finding. Choose somebody who does.
refusal-return-explanation-missing = Write why it is right as it stands.
refusal-return-explanation-too-long = The explanation is too long. Say it on one page: 3,000 letters at most.
refusal-return-not-explained = It is not explained, so there is nothing to take back.
refusal-return-assigned-already = It is so already. Choose somebody else, or leave it.
