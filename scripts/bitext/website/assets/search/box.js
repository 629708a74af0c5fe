// The search box: what a reader types, the list of results, the keys that move in it.
import { open as openIndex, pieces } from "./find.js"

const PAGES = 5 // shown at once; more come as the reader goes down
const SECTIONS = 3 // of one page

// Make the box answer; `open` is the checkbox that shows it.
export async function start(box, open) {
  const input = box.querySelector("input")
  const list = box.querySelector("[role=listbox]")
  const status = box.querySelector("[role=status]")
  const scroll = list.closest(".md-search__scrollwrap")
  const { features, translations: say } = JSON.parse(document.getElementById("__config").textContent)
  const root = new URL(box.dataset.bitextRoot, location)
  const index = await openIndex(new URL(box.dataset.bitextSearch, location))
  let answer = { pages: [] }
  let running
  let asked
  let drawn = 0

  const options = () => [...list.querySelectorAll("[role=option]")]
  const active = () => list.querySelector("[aria-selected=true]")

  const choose = (option) => {
    active()?.setAttribute("aria-selected", "false")
    option?.setAttribute("aria-selected", "true")
    option ? input.setAttribute("aria-activedescendant", option.id) : input.removeAttribute("aria-activedescendant")
    option?.scrollIntoView({ block: "nearest" })
  }

  const more = async () => {
    const shown = answer
    const wanted = shown.pages.slice(drawn, drawn + PAGES)
    drawn += wanted.length
    const pages = await Promise.all(wanted.map(({ number }) => index.page(number)))
    if (shown !== answer) return
    const before = list.children.length
    list.append(...wanted.map(({ sections }, at) => item(pages[at], sections, before + at)))
  }

  const link = (address) => {
    const url = new URL(address, root)
    if (features.includes("search.highlight")) url.searchParams.set("h", [...answer.forms.keys()].join(" "))
    return url.href
  }

  const item = ([title, texts], sections, number) => {
    const one = element("li", { class: "md-search-result__item", role: "presentation" })
    sections.slice(0, SECTIONS).forEach((section, at) => {
      const [address, heading, text] = texts[section]
      const article = element("div", { class: "md-search-result__article md-typeset" })
      if (section && !at) article.append(element("p", { class: "bitext-search__page" }, title))
      article.append(
        element("p", { class: "bitext-search__heading" }, ...marked(pieces(heading, answer, true))),
        element("p", { class: "bitext-search__text" }, ...marked(pieces(text, answer))),
      )
      one.append(element("a", {
        class: "md-search-result__link",
        href: link(address),
        id: `bitext-result-${number}-${at}`,
        role: "option",
        tabindex: "-1",
        "aria-selected": "false",
      }, article))
    })
    return one
  }

  const ask = async () => {
    const query = input.value.trim()
    if (query === asked) return
    asked = query
    list.setAttribute("aria-busy", "true")
    const found = await index.find(input.value)
    if (query !== asked) return
    answer = found
    drawn = 0
    list.replaceChildren()
    choose()
    await more()
    if (answer !== found) return
    const count = found.pages.length
    const words = count ? say[count === 1 ? "search.result.one" : "search.result.other"] : say["search.result.none"]
    status.textContent = query ? words.replace("#", String(count)) : say["search.result.placeholder"]
    input.setAttribute("aria-expanded", String(count > 0))
    scroll.scrollTop = 0
    list.setAttribute("aria-busy", "false")
  }

  const heard = () => (running = ask().catch((error) => {
    asked = undefined // what could not be fetched is fetched again
    throw error
  }))
  input.addEventListener("input", heard)
  input.form.addEventListener("reset", () => setTimeout(() => { heard(); input.focus() }))
  input.form.addEventListener("submit", (event) => event.preventDefault())
  input.addEventListener("keydown", async (event) => {
    if (event.isComposing) return
    if (["Enter", "ArrowDown", "ArrowUp"].includes(event.key)) event.preventDefault()
    if (event.key === "Enter") {
      await running
      ;(active() ?? options()[0])?.click()
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.key === "ArrowDown" && active() === options().at(-1)) await more()
      // The box is one stop of the round, as in Material.
      const stops = [undefined, ...options()]
      const at = stops.indexOf(active() ?? undefined) + (event.key === "ArrowDown" ? 1 : -1)
      choose(stops.at(at % stops.length))
    }
  })
  list.addEventListener("click", (event) => { if (event.target.closest("a") && open.checked) open.click() })
  scroll.addEventListener("scroll", () => {
    if (scroll.scrollTop + scroll.clientHeight > scroll.scrollHeight - 200 && drawn < answer.pages.length) more()
  })
  heard()
}

function element(name, attributes, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

const marked = (found) => found.map(([text, hit]) => hit ? element("mark", {}, text) : text)
