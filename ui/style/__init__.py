"""How everything looks: colours, sizes, fonts and icons. What anything says or does lives elsewhere."""
