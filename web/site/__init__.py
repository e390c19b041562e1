"""The static site builder: an edition to a folder of plain files that works anywhere, without a server of ours.

Law: everything is written into a folder readers do not see yet; who calls switches it in one step (desk/release.py).
"""

from __future__ import annotations

from web.site.writer import write_site

__all__ = ["write_site"]
