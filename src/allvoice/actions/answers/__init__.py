"""What the document answers: where one is, contents, sources, links, tables, what is urgent."""
