"""The learned ranker: hashed features of passages, weights, and what they make of each other. Needs numpy only."""
