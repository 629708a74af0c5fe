"""The MkDocs plugin: a site made by Material and static-i18n is right in each of its languages.

MkDocs comes in by `hooks`, which asks the others: `setting` prepares the configuration, `known`
reads what the files say, `views` tells what a page is, `choices` its switcher, `editions` keeps
what was rendered, `output` and `searches` write the rest. All stand on `places` and `locales`.
"""

from bitext.plugin.hooks import BitextPlugin

__all__ = ["BitextPlugin"]
