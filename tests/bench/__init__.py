"""Measuring the program on a large generated book against floors measured in the same run: python3 -m tests.bench."""
