// The ways into the search. The search itself is fetched when a reader takes one of them.
(() => {
  const box = document.querySelector("[data-bitext-search]")
  if (!box) return
  const input = box.querySelector("input")
  const open = document.getElementById("__search")
  const load = (name) => import(new URL(name, new URL(box.dataset.bitextScripts, location)))
  // Without this script there is a field and no list: only now are they a combobox.
  const roles = [
    [input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "bitext-results" }],
    [document.getElementById("bitext-results"), { role: "listbox", "aria-label": box.getAttribute("aria-label") }],
  ]
  for (const [part, names] of roles) {
    for (const [name, value] of Object.entries(names)) part.setAttribute(name, value)
  }
  let started
  input.addEventListener("focus", () => {
    if (!open.checked) open.click()
    started ??= load("box.js").then(({ start }) => start(box, open))
    started.catch(() => { started = undefined })
  })
  input.addEventListener("keydown", (event) => {
    if (!["Escape", "Tab"].includes(event.key) || event.isComposing) return
    if (open.checked) open.click()
    input.blur()
  })
  document.querySelector("header label[for=__search]").addEventListener("click", (event) => {
    event.preventDefault()
    input.focus()
  })
  window.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")
    if (event.metaKey || event.ctrlKey || event.altKey || typing) return
    if (!["/", "s", "f"].includes(event.key)) return
    event.preventDefault()
    input.focus()
    input.select()
  })
  const address = new URL(location)
  if (address.searchParams.has("q")) {
    input.value = address.searchParams.get("q")
    input.focus()
  }
  const sought = address.searchParams.get("h")
  if (!sought || !CSS.highlights) return
  load("find.js").then(({ tokens }) => {
    const worth = new Map(sought.split(" ").map((form) => [form, 1]))
    const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
    const ranges = []
    while (texts.nextNode()) {
      for (const { start, end, worth: found } of tokens(texts.currentNode.data, worth)) {
        const range = new Range()
        range.setStart(texts.currentNode, start)
        range.setEnd(texts.currentNode, end)
        if (found) ranges.push(range)
      }
    }
    CSS.highlights.set("bitext-sought", new Highlight(...ranges))
  })
})()
