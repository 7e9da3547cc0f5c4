"""The service desk: things taken in for repair, their steps, and handing them back."""
