// Once Material has drawn its boxes: one that scrolls sideways is reached from a keyboard and has
// the name of its section; the buttons of a block of code are no part of the site's navigation.
window.addEventListener("load", () => {
  const headings = [...document.querySelectorAll("article :is(h1, h2, h3, h4)[id]")]
  const above = (box) =>
    headings.findLast((one) => one.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING)
  const sizes = new ResizeObserver((entries) => {
    for (const { target: box } of entries) {
      const names = ["tabindex", "role", "aria-labelledby"]
      const values = ["0", "group", above(box)?.id ?? ""]
      const wide = box.scrollWidth > box.clientWidth
      names.forEach((name, i) => wide ? box.setAttribute(name, values[i]) : box.removeAttribute(name))
    }
  })
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) sizes.observe(box)
  for (const bar of document.querySelectorAll("nav.md-code__nav")) bar.setAttribute("role", "none")
})
