"""The small parts every screen is made of. Lists and forms have their own folders; whole screens live in noun
folders."""
