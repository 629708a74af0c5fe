// Changing language keeps the reader at the section being read.
(() => {
  const beingRead = () => {
    let id = ""
    for (const heading of document.querySelectorAll("article :is(h2, h3, h4)[id]")) {
      if (heading.getBoundingClientRect().top < window.innerHeight / 3) id = heading.id
    }
    return id
  }
  for (const link of document.querySelectorAll("a.bitext-language")) {
    link.addEventListener("click", () => { link.hash = beingRead() })
  }
})()
