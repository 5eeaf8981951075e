"""The report as a site that one can explore: offline, complete without scripts, the same bytes for the same input."""

from headway.report.site.folder import pages

__all__ = ["pages"]
