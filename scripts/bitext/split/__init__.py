"""A manuscript becomes source pages in two steps an editor can check: a plan, then the pages.

Reading order: `manuscript` (what a manuscript is, and how one is opened), a reader for each format
(`plain`, `markdown`, `hypertext`, `word`, each with its helpers), `escape` (plain words as
Markdown), `propose` (a plan, from `aside`, `ranks` and `naming`), `plan`, `printed` and `checked`
(a plan read from TOML, written as TOML, and what is wrong with one), `drafts` (the pages).
"""
