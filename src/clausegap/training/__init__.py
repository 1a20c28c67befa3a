"""Learns the ranker's weights from labelled contracts, and measures them; needs ``clausegap[train]``."""
