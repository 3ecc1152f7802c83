"""The commands, a file a group: each adds its arguments and runs them. What a run needs is imported when it runs."""
