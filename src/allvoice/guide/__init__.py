"""A document to Guide > Section > Block > Sentence. Pure: it reads files and nothing else."""
