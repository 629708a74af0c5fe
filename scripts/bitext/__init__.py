"""Keeps a documentation site in two languages saying the same thing."""
