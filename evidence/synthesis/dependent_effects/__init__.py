"""Effects that are not independent: nested in clusters, or of several outcomes of one study."""
