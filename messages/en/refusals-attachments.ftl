# Why a file was not added, and what to do. The first lines of each say it in words for families too.
refusal-attachment-no-title = Say what the file is, so that others know without opening it.
refusal-attachment-title-too-long = Say what the file is in fewer words.
refusal-attachment-note-too-long = Say whose it is in fewer words.
refusal-attachment-empty = This file has nothing in it. Choose another file.
refusal-attachment-too-large = This file is too large. Choose a smaller file, or ring us, and we find another way.
refusal-attachment-wrong-type = We cannot take this kind of file. Send a photo, a sound recording, a video, a PDF or plain text.
refusal-attachment-unreadable = We could not open this picture. Open it on your phone or computer, save it again and send that, or send a PDF.
refusal-attachment-bad-digest = Something went wrong with this file. Send it again.
refusal-attachment-already = You have sent this file before. It is in the list.
refusal-attachment-too-many = There are as many files here as we can keep. Ring us, and we find another way.

refusal-late-not-missed = This date was not missed, or the family was told already. There is nothing to do.
refusal-late-nobody-told = Nobody is in the record whom a letter could go to. Add the people who take part first.
