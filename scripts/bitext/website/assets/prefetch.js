// A page of this site is asked for when its link is pointed at, touched or reached by a key: it is
// there, most often, when the link is followed. Not for readers who save data.
(() => {
  const INTENT = 60 // milliseconds on a link before it is more than a link on the way
  if (navigator.connection?.saveData || !document.createElement("link").relList.supports("prefetch")) return
  const asked = new Set([location.href.split("#")[0]])
  const ask = (link) => {
    const url = link.href.split("#")[0]
    if (link.origin !== location.origin || link.download || asked.has(url)) return
    asked.add(url)
    document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: url }))
  }
  let waiting
  const linked = (event) => event.target.closest?.("a[href]")
  document.addEventListener("pointerover", (event) => {
    clearTimeout(waiting)
    const link = linked(event)
    if (link) waiting = setTimeout(ask, event.pointerType === "touch" ? 0 : INTENT, link)
  })
  document.addEventListener("focusin", (event) => linked(event)?.matches(":focus-visible") && ask(linked(event)))
})()
