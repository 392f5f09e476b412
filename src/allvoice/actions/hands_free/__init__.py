"""What goes on by itself while hands are busy: what is played, and what comes next."""
