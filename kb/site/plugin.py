"""The MkDocs plugin: each event hands plain values to a function that knows nothing of MkDocs."""

import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url

import kb
from kb.base import KnowledgeBase
from kb.checks import check
from kb.formulas import Formulas
from kb.model import Note
from kb.pages import Page, all_pages
from kb.site import feeds, moved, published, search, settings, sources
from kb.site.addresses import resolve
from kb.site.blanks import without_indentation
from kb.site.compose import Composer
from kb.site.contents import contents
from kb.site.front import printable
from kb.site.gathered import gathered
from kb.site.head import Labels, linked_data, metadata
from kb.site.inline import as_label
from kb.site.keep import keep_together
from kb.site.limits import too_big
from kb.site.nav import navigation
from kb.site.options import KbConfig
from kb.site.parts import Parts
from kb.site.policy import with_policy
from kb.site.sidenotes import beside
from kb.site.sitemap import sitemap
from kb.site.stash import Stash
from kb.site.templates import Templates, lead
from kb.site.ways import ways

log = logging.getLogger("mkdocs.plugins.kb")

SOURCES = (".tex", "journal.txt")


class KbPlugin(BasePlugin[KbConfig]):
    """Turns a MkDocs project into a knowledge base's site."""

    base: KnowledgeBase
    pages: dict[str, Page]
    notes: dict[str, Note]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Being here tells MkDocs to keep the plugin between the builds of `serve`."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        settings.apply(config)
        self.patterns = self.config.patterns(sources.taken_over(config))
        return config

    @event_priority(100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Read everything, tell what is wrong, and announce the pages that no file holds."""
        self.root = Path(self.config.root or Path(config.docs_dir).parent)
        self.base = kb.load(self.root)
        for finding in check(self.base):
            log.warning(str(finding))
        book = self.base.notebook
        self.stash, self.formulas = Stash(), Formulas(book.macro_bodies)
        self.composer = Composer(self.base, self.formulas, self.stash)
        self.templates = Templates(self.base, self.formulas, Parts(self.composer))
        self.pages = {p.path: p for p in all_pages(self.base).values() if self.config.booklets or not p.gathers}
        self.templates.announce(self.pages)
        self.texts: dict[str, str] = {}
        self.notes = {book.inner(note.path): note for note in book.notes}
        self._leave_out(files)
        for path in self.pages:
            if path not in files.src_uris:
                files.append(File.generated(config, path, content=""))
        for name, content in published.files():
            files.append(File.generated(config, name, content=content))
        if config.nav is None:
            config.nav = navigation(self.base, self.pages, {f.src_uri for f in files.documentation_pages()})
        return files

    def _leave_out(self, files: Files) -> None:
        """Drafts, sources that are no page, and notes that Python-Markdown would never finish."""
        unseen = {self.base.notebook.inner(path) for path in self.base.notebook.unseen}
        for file in list(files):
            note = self.notes.get(file.src_uri)
            if file.src_uri in unseen or file.src_uri.endswith(SOURCES):
                file.inclusion = InclusionLevel.EXCLUDED
                files.remove(file)
            elif note and (reason := too_big(note)):
                raise PluginError(f"{note.path}: {reason}")

    @event_priority(100)
    def on_page_markdown(self, markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        note, made = self.notes.get(page.file.src_uri), self.pages.get(page.file.src_uri)
        front = printable(page.meta)
        page.meta.clear()
        page.meta.update(front)
        if made:
            page.meta["hidden_from_search"] = not made.listed
            page.meta["title"] = as_label(made.title)
            page.meta["kb_head"] = made.head
        if made and made.description:
            page.meta.setdefault("description", as_label(made.description))
        if not note:
            return "" if made else markdown
        page.meta["title"] = as_label(note.title)
        page.meta["kb_sources"] = sources.links(self.patterns, note.path, page.file.src_uri)
        page.meta.setdefault("description", as_label(lead(self.base, note)[:200]))
        return self.composer.note(note)

    def on_page_content(self, html: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        made = self.pages.get(page.file.src_uri)
        html = self.texts[page.file.src_uri] = beside(html, self.stash.has_block)
        if not made or made.gathers:
            return html
        finished = self.templates.render(made, html)
        page.toc = contents(finished)
        return finished

    def on_page_context(self, context: Any, page: SitePage, config: MkDocsConfig, nav: Any) -> None:
        """What the head says, now that every address is known."""
        made = self.pages.get(page.file.src_uri)
        site = self.config.site(config)
        title = page.meta.get("title") or as_label(str(page.title))
        labels = Labels(title, page.meta.get("description", ""), page.is_homepage)
        address = partial(self._whole, page=page, site_url=site.url)
        linked = linked_data(made.linked, site, labels.description, address) if made else ""
        page.meta["kb_metadata"] = metadata(site, labels, page.canonical_url or "", linked)

    def _whole(self, path: str, page: SitePage, site_url: str) -> str:
        """The address with the host where that is known, else as seen from the page."""
        return urljoin(site_url, self._urls[path]) if site_url else self._relative(path, page, self._urls)

    @event_priority(-100)
    def on_post_page(self, output: str, page: SitePage, config: MkDocsConfig) -> str:
        """Put the trusted HTML in and turn inside addresses into those of the site."""
        urls = self._urls
        finished = without_indentation(keep_together(self.stash.swap(output)))
        frame = output.replace(page.content or "", "")
        return with_policy(resolve(finished, lambda path: self._relative(path, page, urls)), frame)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Pages that are no notes: the one for addresses that lead nowhere."""
        is_page = template_name.endswith(".html")
        return with_policy(output_content, output_content) if is_page else output_content

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        context["kb_ways"] = ways(context["nav"])
        return context

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Every note is rendered: now the pages that gather several of them."""
        names_of_files = published.downloads(self.base).values()
        self._urls = {file.src_uri: file.url for file in files} | {name: name for name in names_of_files}
        self._feeds = feeds.of_site(self.base, config.site_name, config.site_url or "", self._urls)
        env.globals["kb_feeds"] = feeds.links(self._feeds)
        for path, made in self.pages.items():
            file = files.get_file_from_path(path)
            if made.gathers and file and file.page:
                texts = {inner: self.stash.swap(self.texts[inner]) for inner in made.gathers}
                file.page.content = self.templates.render(gathered(made, texts, self._urls), "")
                file.page.toc = contents(file.page.content)
        self._files = files

    def _relative(self, path: str, page: SitePage, urls: dict[str, str]) -> str:
        if path not in urls:
            log.warning("%s: there is no page %s", page.file.src_uri, path)
            return "#"
        return get_relative_url(urls[path], page.url)

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        published.write_downloads(site, self.base)
        published.write_documents(site, self.base)
        published.write(site, feeds.files(self._feeds))
        published.write_font(site, self.stash, self.root / ".cache" / "kb")
        published.write(site, dict(self._signposts(config)))
        if self.config.search:
            search.write(site, self.base, self._urls, self.formulas)

    def _signposts(self, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
        """Pages at old addresses, and the map of a site that knows its own."""
        places = moved.Places(self._urls, config.site_url or "", config.use_directory_urls)
        for name, html in moved.pages(self.base, places, config.theme["language"]):
            yield name, with_policy(html, html)
        if config.site_url:
            pages = [file.page for file in self._files.documentation_pages() if file.page]
            yield "sitemap.xml", sitemap(p.canonical_url for p in pages if p.canonical_url and _listed(p))


def _listed(page: SitePage) -> bool:
    return not page.meta.get("hidden_from_search")
