"""What other systems read of the visits: a file a format, and where it all comes from."""
