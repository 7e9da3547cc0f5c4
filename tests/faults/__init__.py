"""What must not happen when the power goes: a counter is killed at any moment, and nothing it confirmed is lost."""
