"""What can be done, once, in words: every front door maps its keys or words onto these actions.

An action returns data, a message, a list or a question to ask, and draws nothing.
"""
