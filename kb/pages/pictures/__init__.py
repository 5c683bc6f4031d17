"""Pictures as values: where things are drawn, for templates to write as SVG."""
