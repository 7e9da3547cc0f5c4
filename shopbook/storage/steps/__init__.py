"""Numbered schema steps, one folder each; a step never changes after its release and never imports today's models."""
