"""Looking references up in registries: polite, cached, and only when asked."""
