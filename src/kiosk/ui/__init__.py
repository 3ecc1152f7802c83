"""The kiosk's screen: draws pages in a terminal, and takes keys and touches from it."""
