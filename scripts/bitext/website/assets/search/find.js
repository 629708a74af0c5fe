// Finds the sections that answer a query, in the index of one language. What an index holds is
// said in indexing.py of the package; words are cut and folded here as they are there.

const LIGATURES = { œ: "oe", æ: "ae", ß: "ss", ø: "o" }
const GROUPED = /(?<=\d)[\s’',.](?=\d{3}(?!\d))/g
const ELIDED = /(?<![\p{L}\p{N}])\p{L}{1,2}['’](?=\p{L})|(?<=\p{L})['’]s(?![\p{L}\p{N}])/giu
const WORD = /[\p{L}\p{N}]+/gu
// In a text to be shown: a number in groups of three figures is one word, marks are part of it.
const SHOWN = /\d{1,3}(?:[\s’',.]\d{3}(?!\d))+|[\p{L}\p{N}\u0300-\u036f]+/gu
const KEY = 2
const NEXT = [1, 0.3, 0.15] // what the best sections of a page, in order, add to its score
const AROUND = 26 // words of an excerpt

// The text in lower case, without accents and ligatures.
export const fold = (text) =>
  text.toLowerCase().replace(/[œæßø]/g, (letter) => LIGATURES[letter])
    .normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC")

// The words of a query, without articles that an apostrophe cuts short.
export const words = (query) => fold(query.replace(ELIDED, " ")).replace(GROUPED, "").match(WORD) ?? []

// Whether one letter was missed, added, changed or swapped with the next.
export function near(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return a === b
  let start = 0
  while (a[start] === b[start]) start++
  const [x, y] = [a.slice(start), b.slice(start)]
  return x.slice(1) === y || x === y.slice(1) || x.slice(1) === y.slice(1)
    || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2))
}

// The groups of forms that a word stands for, each with how surely, from 0 to 1.
export function meant(word, groups, unfinished) {
  const found = []
  for (const group of groups) {
    if (group.forms.includes(word)) found.push([group, 1])
    else if (unfinished && word.length > 1) {
      const form = group.forms.find((one) => one.startsWith(word))
      if (form) found.push([group, word.length / form.length / 2])
    }
  }
  if (found.length) return found
  const roots = groups.filter(({ root }) =>
    root.length >= 4 && word.startsWith(root) && word.length - root.length <= Math.min(5, root.length))
  const longest = Math.max(...roots.map(({ root }) => root.length))
  if (roots.length) return roots.filter(({ root }) => root.length === longest).map((one) => [one, 0.7])
  if (word.length < 5) return []
  return groups.filter((one) => one.forms.some((form) => near(form, word))).map((one) => [one, 0.5])
}

// The index in a folder: what it finds, and what its pages show.
export async function open(folder) {
  const index = await read(new URL("index.json", folder), { cache: "no-cache" })
  const files = new Map()
  const file = (name) => {
    if (!files.has(name)) {
      const reading = read(new URL(`${index.folder}/${name}.json`, folder))
      files.set(name, reading)
      reading.catch(() => files.delete(name))
    }
    return files.get(name)
  }
  const groups = async (word) => {
    const at = index.words.findLastIndex((first) => first <= word.slice(0, KEY))
    return at < 0 ? [] : (await file(`w${at}`)).map(([root, endings, steps, instead]) =>
      ({ root, forms: endings.map((ending) => root + ending), steps, instead }))
  }
  const page = (section) => index.pages.findLastIndex((first) => first <= section)

  return {
    // The pages for a query, the best first, with their sections; and what to mark in them: the
    // forms of its words, else what stands there for them, each with its worth.
    async find(query) {
      const typed = words(query)
      const last = /[\p{L}\p{N}]$/u.test(query) ? typed.length - 1 : -1
      const known = (await Promise.all([...new Set(typed)].map(async (word) =>
        weighed(meant(word, await groups(word), word === typed[last]), index.pages.at(-1), word))
      )).filter(({ weights }) => weights.size)
      return {
        pages: paged(rank(known), page).map(({ number, sections }) =>
          ({ number, sections: sections.map((section) => section - index.pages[number]) })),
        forms: worths(known, "forms"),
        instead: worths(known, "instead"),
      }
    },
    // The title of a page and its sections: address, heading, text.
    page: (number) => file(`p${number}`),
  }
}

async function read(address, options) {
  const response = await fetch(address, options)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.json()
}

// How much a word weighs in each section, and how rare it is among all.
function weighed(groups, total) {
  const weights = new Map()
  for (const [{ steps }, sure] of groups) {
    for (let at = 0, section = 0; at < steps.length; at += 2) {
      section += steps[at]
      weights.set(section, Math.max(weights.get(section) ?? 0, steps[at + 1] * sure))
    }
  }
  const all = (name) => groups.flatMap(([group]) => group[name])
  return { weights, forms: all("forms"), instead: all("instead"), rarity: Math.log(1 + total / (weights.size || 1)) }
}

const worths = (known, name) =>
  new Map(known.flatMap((word) => word[name].map((form) => [form, word.rarity])))

// The sections with their scores, the best first: those that lack a rare word come far below.
function rank(known) {
  const scores = new Map()
  const all = known.reduce((sum, { rarity }) => sum + rarity, 0)
  for (const { weights, rarity } of known) {
    for (const [section, weight] of weights) {
      const [score, covered] = scores.get(section) ?? [0, 0]
      scores.set(section, [score + rarity * weight, covered + rarity / all])
    }
  }
  const most = Math.max(...[...scores.values()].map(([, covered]) => covered))
  return [...scores]
    .filter(([, [, covered]]) => covered >= most / 2)
    .map(([section, [score, covered]]) => [section, score * covered ** 2])
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
}

// The sections by page: a page counts for its best section, and a little for the next ones.
function paged(ranked, page) {
  const pages = new Map()
  for (const [section, score] of ranked) {
    const number = page(section)
    if (!pages.has(number)) pages.set(number, { number, sections: [], score: 0 })
    const found = pages.get(number)
    found.score += score * (NEXT[found.sections.length] ?? 0)
    found.sections.push(section)
  }
  return [...pages.values()].sort((a, b) => b.score - a.score)
}

// The words of a text with their places and what each is worth.
export const tokens = (text, worth) =>
  [...text.matchAll(SHOWN)].map((match) => {
    const form = fold(match[0]).replace(GROUPED, "")
    return { start: match.index, end: match.index + match[0].length, form, worth: worth.get(form) ?? 0 }
  })

// A text in pieces, [text, found or not]: all of it, or around the words that say most.
export function pieces(text, { forms, instead }, whole = false) {
  let all = tokens(text, forms)
  if (!all.some(({ worth }) => worth)) all = tokens(text, instead)
  const [first, after] = whole ? [0, all.length] : best(all)
  const from = first > 0 ? all[first].start : 0
  const to = after < all.length ? all[after - 1].end : text.length
  const found = first > 0 ? [["…\u00a0", false]] : []
  let at = from
  for (const token of all.slice(first, after).filter(({ worth }) => worth)) {
    found.push([text.slice(at, token.start), false], [text.slice(token.start, token.end), true])
    at = token.end
  }
  found.push([text.slice(at, to) + (after < all.length ? "\u00a0…" : ""), false])
  return found.filter(([piece]) => piece)
}

// Where the words worth most stand together, each counted once.
function best(all) {
  let [start, most] = [0, 0]
  all.forEach(({ worth }, at) => {
    if (!worth) return
    const around = new Map(all.slice(at, at + AROUND - 6).map((one) => [one.form, one.worth]))
    const sum = [...around.values()].reduce((total, one) => total + one, 0)
    if (sum > most) [start, most] = [Math.max(0, at - 6), sum]
  })
  return [start, Math.min(all.length, start + AROUND)]
}
