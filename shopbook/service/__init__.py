"""Things taken in for repair: jobs, their steps, what they did to the cover."""
