"""What a listener keeps, as pages for people and as a copy that comes back.

1. `pages` makes a page of marks, notes, questions or cards: headings, lists, room to write.
2. `markdown`, `plain_text` and `html` write a page; `forms` chooses by the ending of a file's name.
3. `json_copy` writes and reads the copy that comes back; `comparing` tells what it brings.
4. `files` puts either on the disk, whole or not at all; `backups` keeps ten.
"""
