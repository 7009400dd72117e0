"""Measures the engine beside others on the same job. Not part of the product: `make bench` runs it."""
