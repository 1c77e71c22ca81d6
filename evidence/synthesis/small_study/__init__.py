"""Whether small studies tell another story than large ones, and what that may hide."""
