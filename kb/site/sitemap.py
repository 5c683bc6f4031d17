"""sitemap.xml: the whole addresses of the pages, for a site that knows its own. It holds no day, so that the same notes
make the same bytes."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def sitemap(addresses: Iterable[str]) -> str:
    rows = (f"<url><loc>{escape(address)}</loc></url>\n" for address in sorted(addresses))
    return f"{HEAD}{''.join(rows)}</urlset>\n"
