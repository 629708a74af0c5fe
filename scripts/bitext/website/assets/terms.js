// A term of the glossary shows what it means: under a pointer that stays, at the keyboard's focus,
// or at a first tap (the second follows the link). It can be pointed at, and Escape sends it away.
(() => {
  const folder = new URL("bitext-terms/", document.currentScript.src)
  const REST = 150 // milliseconds a pointer rests before, and may be elsewhere after
  const tip = Object.assign(document.createElement("div"), { id: "bitext-tip", hidden: true })
  tip.setAttribute("role", "tooltip")
  const tables = new Map()
  let wanted, shown, timer, touched
  const part = (name, text, lang) =>
    Object.assign(document.createElement(name), { textContent: text }, lang && { lang })
  const language = (term) => term.closest("[lang]").lang
  const table = (name) => {
    if (!tables.has(name)) tables.set(name, fetch(new URL(`${name}.json`, folder)).then((answer) => answer.json()))
    return tables.get(name)
  }
  const hide = () => {
    clearTimeout(timer)
    wanted = undefined
    shown?.removeAttribute("aria-describedby")
    shown = undefined
    tip.hidden = true
  }
  const place = (term) => {
    const box = term.getClientRects()[0]
    const width = document.documentElement.clientWidth
    const left = Math.max(8, Math.min(box.left, width - tip.offsetWidth - 8))
    const below = box.bottom + tip.offsetHeight + 8 < innerHeight || box.top < tip.offsetHeight + 60
    const from = tip.offsetParent.getBoundingClientRect()
    tip.style.left = `${left - from.left}px`
    tip.style.top = `${(below ? box.bottom + 4 : box.top - tip.offsetHeight - 4) - from.top}px`
  }
  const show = async (term) => {
    clearTimeout(timer)
    if (shown === term) return
    hide()
    wanted = term
    const found = await table(language(term)).catch(() => ({}))
    const entry = found[decodeURIComponent(term.hash.slice(1))]
    if (!entry || wanted !== term) return
    const others = entry.others.flatMap(([lang, name, words]) => {
      const line = part("p")
      line.append(part("span", name), " ", part("b", words, lang))
      return line
    })
    tip.lang = language(term)
    tip.replaceChildren(part("b", entry.term), ...others, part("p", entry.text))
    document.querySelector("main").append(tip)
    tip.hidden = false
    place(term)
    shown = term
    term.setAttribute("aria-describedby", tip.id)
  }
  const term = (event) => event.target.closest?.("a.bitext-term")
  const later = (action) => {
    clearTimeout(timer)
    timer = setTimeout(action, REST)
  }
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return
    const found = term(event)
    if (found) later(() => show(found))
    else if (tip.contains(event.target)) clearTimeout(timer)
    else if (document.activeElement !== shown || !shown?.matches(":focus-visible")) later(hide)
  })
  document.addEventListener("focusin", (event) => {
    const found = term(event)
    if (found?.matches(":focus-visible")) show(found)
    else if (shown && !tip.contains(event.target) && found !== shown) hide()
  })
  document.addEventListener("focusout", (event) => event.target === shown && !event.relatedTarget && document.hasFocus() && hide())
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide())
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch"
  })
  document.addEventListener("click", (event) => {
    const found = term(event)
    if (touched && found && found !== shown) {
      event.preventDefault()
      show(found)
    } else if (!tip.contains(event.target) && !found) hide()
  })
})()
