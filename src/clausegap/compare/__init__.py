"""Lays two versions of a contract beside one another: what became of each protection, and in which words."""
