"""The MkDocs plugin: each event hands plain values to a function that knows nothing of MkDocs."""

import logging
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
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
from kb.site import names, pagefind, published, settings
from kb.site.addresses import resolve
from kb.site.compose import Composer
from kb.site.contents import contents
from kb.site.facets import Facets
from kb.site.inline import as_label
from kb.site.keep import keep_together
from kb.site.limits import too_big
from kb.site.nav import navigation
from kb.site.policy import with_policy
from kb.site.stash import Stash
from kb.site.templates import Templates, lead

log = logging.getLogger("mkdocs.plugins.kb")

SOURCES = (".tex", "journal.txt")


class KbConfig(Config):
    """`search: false` leaves the full-text index out, for a quick build. `root` is the knowledge base's folder, where
    it is not the one above `docs_dir`."""

    search = config_options.Type(bool, default=True)
    root = config_options.Type(str, default="")


class KbPlugin(BasePlugin[KbConfig]):
    """Turns a MkDocs project into a knowledge base's site."""

    base: KnowledgeBase
    pages: dict[str, Page]
    notes: dict[str, Note]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Being here tells MkDocs to keep the plugin between the builds of `serve`."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        settings.apply(config)
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
        self.templates = Templates(self.base, self.formulas)
        self.facets = Facets(self.base)
        self.pages = all_pages(self.base)
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
        if made:
            page.meta["title"] = as_label(made.title)
            page.meta["kb_head"] = made.head
        if made and made.description:
            page.meta.setdefault("description", as_label(made.description))
        if page.file.src_uri.startswith("papers/"):
            page.meta["kb_facets"] = self.facets.of_key(Path(page.file.src_uri).stem)
        if not note:
            return "" if made else markdown
        page.meta.setdefault("kb_facets", self.facets.of_note(note))
        page.meta["title"] = as_label(note.title)
        page.meta.setdefault("description", as_label(lead(self.base, note)[:200]))
        return self.composer.note(note)

    def on_page_content(self, html: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        made = self.pages.get(page.file.src_uri)
        if not made:
            return html
        finished = self.templates.render(made, html)
        page.toc = contents(finished)
        return finished

    @event_priority(-100)
    def on_post_page(self, output: str, page: SitePage, config: MkDocsConfig) -> str:
        """Put the trusted HTML in and turn inside addresses into those of the site."""
        urls = self._urls
        finished = keep_together(self.stash.swap(output))
        frame = output.replace(page.content or "", "")
        return with_policy(resolve(finished, lambda path: self._relative(path, page, urls)), frame)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Pages that are no notes: the one for addresses that lead nowhere."""
        is_page = template_name.endswith(".html")
        return with_policy(output_content, output_content) if is_page else output_content

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        self._urls = {file.src_uri: file.url for file in files} | {name: name for name in published.downloads()}

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
        published.write_font(site, self.stash, self.root / ".cache" / "kb")
        if self.config.search:
            (site / names.FILE).write_text(names.text(self.base, self._urls), encoding="utf-8", newline="")
            pagefind.index(site)
