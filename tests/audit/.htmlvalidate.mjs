// html-validate holds every page to the standard. What is tuned here, and why:
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // How the theme's templates and Python-Markdown write; to a browser all three are the same.
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    "void-style": "off",
    // Material's ids begin with “__”, those of notes hold a colon: HTML allows both.
    "valid-id": ["error", { relaxed: true }],
    // Python-Markdown aligns the columns of a table by this property and no other.
    "no-inline-style": ["error", { allowedProperties: ["text-align"] }],
    // Material writes the table of contents twice, for the menu of a phone and beside the text of a
    // wide screen; one is shown. The browser tests hold what is shown to the same rule.
    "unique-landmark": "off",
    // Neither form of Material is ever sent: the scheme changes, and the search answers, at once.
    "wcag/h32": "off",
  },
}
