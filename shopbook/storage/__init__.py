"""The only place that speaks to SQLite. Nouns ask and write through `Store`; they never see a connection."""
