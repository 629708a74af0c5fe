// Changing language keeps the reader at the section being read, and at the same place inside it.
// What is being read stands on a line a quarter down the part of the screen below the header.
(() => {
  const HEADINGS = ":is(article, article > [lang], .bitext-home) > :is(h1, h2, h3, h4, h5, h6)[id]"
  const KEY = "bitext.place"
  const article = document.querySelector("article")
  const top = (element) => element.getBoundingClientRect().top
  const links = document.querySelectorAll("a.bitext-language[hreflang]")
  if (!article || !links.length) return

  const screen = () => {
    const header = document.querySelector(".md-header")
    const above = Math.max(0, header?.getBoundingClientRect().bottom ?? 0)
    return { above, line: above + (innerHeight - above) / 4 }
  }
  // The parts of the page from the top: each has the heading it begins with, and where it begins.
  const parts = () => {
    const headings = [...document.querySelectorAll(HEADINGS)].filter((one) => one.checkVisibility())
    const found = headings.map((one) => ({ id: one.id, at: top(one), title: one.tagName === "H1" }))
    return [{ id: "", at: top(article), title: true }, ...found]
  }
  const bounds = (all, i) => [all[i].at, all[i + 1]?.at ?? article.getBoundingClientRect().bottom]

  const read = () => {
    const { above, line } = screen()
    const all = parts()
    const i = Math.max(0, all.findLastIndex((one) => one.at <= line))
    const [start, end] = bounds(all, i)
    const asked = all.find((one) => one.id && new URL(`#${one.id}`, location).hash === location.hash)
    const kept = asked && asked.at > above - 16 && asked.at <= line ? asked : all[i]
    const part = Math.min(1, Math.max(0, (line - start) / Math.max(1, end - start)))
    return { id: all[i].id, part, name: kept.title ? "" : kept.id }
  }
  const there = (link, id) => JSON.parse(link.dataset.anchors ?? "{}")[id] ?? id
  const aim = (link) => {
    const place = read()
    link.hash = scrollY > 0 ? there(link, place.name) : ""
    return { url: link.href, id: there(link, place.id), part: place.part }
  }
  for (const link of links) {
    for (const event of ["pointerdown", "focus"]) link.addEventListener(event, () => aim(link))
    link.addEventListener("click", () => {
      const place = aim(link)
      try {
        if (scrollY > 0) sessionStorage.setItem(KEY, JSON.stringify(place))
      } catch { /* a reader who lets nothing be stored comes to the beginning of the section */ }
    })
  }

  const arrive = () => {
    const place = JSON.parse(sessionStorage.getItem(KEY))
    sessionStorage.removeItem(KEY)
    if (place?.url !== location.href) return
    const all = parts()
    const i = all.findIndex((one) => one.id === place.id)
    if (i < 0) return
    const [start, end] = bounds(all, i)
    const behind = start + place.part * (end - start) - screen().line
    // As long as the page is loading, the browser comes back to the section that the address names.
    const hash = location.hash
    history.replaceState(history.state, "", location.pathname + location.search)
    addEventListener("load", () => history.replaceState(history.state, "", hash))
    scrollBy({ top: behind, behavior: "instant" })
  }
  try { arrive() } catch { /* the same */ }
})()
