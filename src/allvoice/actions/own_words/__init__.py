"""The listener's own words: questions for the visit, notebook, temperatures, cards to weigh."""
