"""Words on their way out: QR codes to scan, links to open, the day's messages as a file."""
