"""The shop's words: messages to send and scripts for the phone, its own or the built-in ones, and what an SMS costs."""
