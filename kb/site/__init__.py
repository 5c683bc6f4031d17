"""The MkDocs plugin: turns notes into pages; holds no rules of its own."""
