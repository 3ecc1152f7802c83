"""Reads walkthroughs and languages from files, finds them, and checks them."""
