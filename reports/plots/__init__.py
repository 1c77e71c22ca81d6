"""From a view to SVG."""
