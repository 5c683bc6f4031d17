"""A paper as other programs find it inside its page, one convention a file; each is a function of a `Record`.

The page puts the meta tags into its head, the COinS span and the JSON-LD script into its body.
"""
