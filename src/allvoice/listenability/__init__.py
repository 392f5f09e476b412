"""Whether a guide can be listened to: what would be heard wrongly, and what is hard to follow."""
