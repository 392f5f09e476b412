"""The listening session: a pure state machine and what runs it."""
