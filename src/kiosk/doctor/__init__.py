"""What is wrong with this machine as a kiosk, a subject a file. Roots and readers are passed in."""
