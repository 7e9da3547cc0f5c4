"""The home screen: who to call today and why, and what one does about it."""
