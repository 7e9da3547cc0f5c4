"""What the book shows in figures, looking back: did the calls bring sales?"""
