"""What a person can set for the plugin in mkdocs.yml. docs/about/configuration.md says it in their words."""

from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig

from kb.site import sources
from kb.site.head import Site


class Pattern(config_options.Type[str]):
    """An address on the web with a hole for a note's path."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        text: str = super().run_validation(value)
        if text and (reason := sources.wrong(text)):
            raise ValidationError(reason)
        return text


class KbConfig(Config):
    """`search: false` leaves the full-text index out, for a quick build. `root` is the knowledge base's folder, where
    it is not the one above `docs_dir`. The others are for the reader's eyes, or for other programs'."""

    search = config_options.Type(bool, default=True)
    root = config_options.Type(str, default="")
    booklets = config_options.Type(bool, default=True)
    edit = Pattern()
    history = Pattern()
    image = config_options.Type(str, default="")
    license = config_options.Type(str, default="")

    def site(self, config: MkDocsConfig) -> Site:
        """What the head of every page says."""
        return Site(config.site_name, config.theme["language"], config.site_url or "", self.image, self.license)

    def patterns(self, theirs: str) -> sources.Patterns:
        """The links to a page's source; `theirs` is the pattern that MkDocs' own settings mean."""
        return sources.patterns(self.edit, self.history, theirs)
