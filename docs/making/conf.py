"""How the documentation is made into pages: copied beside the staged pages by stage.py."""

import os
import sys

from headway import __version__

MAKING = os.path.join(os.environ["HEADWAY_SOURCE"], "docs", "making")
sys.path.insert(0, MAKING)

project = "headway"
author = "the headway authors"
copyright = "the headway authors"
release = version = __version__
language = "en"  # whose messages are whole; pages say en-GB (mended.py)

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "shown"]
exclude_patterns: list[str] = []
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
nitpicky = False
default_role = "literal"
highlight_language = "none"
smartquotes = False  # what is quoted is often to be typed
suppress_warnings = ["myst.header"]  # guides begin sections at the level that they need
show_warning_types = True
toc_object_entries = False
add_module_names = False
html_show_sphinx = False
today_fmt = "%d %B %Y"

myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]

napoleon_google_docstring = False
napoleon_use_param = False  # parameters that share a text are one entry
napoleon_custom_sections = [("Attributes", "params_style")]  # and so are attributes
napoleon_use_rtype = False
autodoc_typehints = "none"
autodoc_member_order = "bysource"
python_display_short_literal_types = True
python_maximum_signature_line_length = 88
cpp_maximum_signature_line_length = 88

html_theme = "pydata_sphinx_theme"
html_title = f"headway {release}"
html_sidebars: dict[str, list[str]] = {page: [] for page in ("index", "first_result", "how_do_i", "gallery", "search")}
html_static_path = ["_static"]
html_css_files = ["headway.css"]
html_show_search_summary = False  # from disk, no page can read another
html_search_scorer = os.path.join(MAKING, "static", "scorer.js")
html_copy_source = False
html_show_sourcelink = False
html_use_index = True
html_domain_indices = False
html_theme_options = {
    "collapse_navigation": True,
    "navigation_depth": 3,
    "show_nav_level": 1,
    "show_toc_level": 2,
    "header_links_before_dropdown": 12,
    "navbar_align": "left",
    "navbar_end": [],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "back_to_top_button": False,
    "use_edit_page_button": False,
    "search_as_you_type": False,
}
html_context = {"default_mode": "light"}  # charts bring white paper
