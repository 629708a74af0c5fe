"""What Python-Markdown itself makes of a page: the truth that `bitext.outline` must agree with.

Nothing that reads a site needs this package; it asks for Python-Markdown and for the extensions
of the site, which are imported here and nowhere else.
"""
