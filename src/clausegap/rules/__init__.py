"""What the files under ``clause_patterns/`` mean: models, the phrase language, the library."""
