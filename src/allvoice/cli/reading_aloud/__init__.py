"""What `read` and `say` are made of: what is read, until when, and what is told and pressed."""
