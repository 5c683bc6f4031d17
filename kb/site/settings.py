"""The settings of every site put into MkDocs' configuration; what a person's `mkdocs.yml` says stands."""

from mkdocs.config.defaults import MkDocsConfig

from kb.site import theme

SANITIZER = "kb.site.sanitize"
# The theme's default for `font` asks another host, and its palette is not ours.
OURS = ("palette", "font")


def apply(config: MkDocsConfig) -> None:
    """Theme, templates, Markdown extensions, style sheet and script."""
    for name, value in theme.THEME.items():
        if name == "features":
            config.theme["features"] = list(dict.fromkeys([*value, *(config.theme.get("features") or [])]))
        elif name in OURS or config.theme.get(name) is None:
            config.theme[name] = value
    config.theme.dirs.insert(0, str(theme.OVERRIDES))
    for extension, options in theme.MARKDOWN.items():
        _extend(config, extension, dict(options))
    _extend(config, SANITIZER, {})
    config.extra_css.insert(0, theme.STYLESHEET)
    config.extra_javascript.insert(0, theme.SCRIPT)


def _extend(config: MkDocsConfig, extension: str, options: dict[str, object]) -> None:
    """Add an extension, or the options that a configured one leaves open."""
    if extension not in config.markdown_extensions:
        config.markdown_extensions.append(extension)
    config.mdx_configs[extension] = options | dict(config.mdx_configs.get(extension) or {})
