"""The parts of the main window: rail, top bar with quick find, sheet, toasts, status. Screens live in noun folders."""
