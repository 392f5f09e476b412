"""Documents: listed, opened in place, what is said at that, taken anew when they change."""
