// Runs when the reader panel loads: `element` is the panel, `trigger` sends an event to
// Python, `watch` tells of a new page in the panel, `props.value` is that page.
//
// What a reader can do with an answer is a link, because Gradio's sanitiser leaves nothing else
// of an element than its address: #KIND-TURN-DETAIL. The links live in the tabs, outside this
// component, hence the listener on the document. Each kind leads to one event in Python.
const LINKS = [
  // A citation, a close passage; an article, whole or at some characters.
  [/^#((?:cite|passage)-[0-9a-f]{8}-[1-9][0-9]{0,3})$/, (name) => cite(name)],
  [/^#(article-[0-9a-f]{16}(?:-[0-9]{1,7}-[0-9]{1,7}(?:-[0-9a-f]{8})?)?)$/, (name) => cite(name)],
  // How an answer came about.
  [/^#(why-[0-9a-f]{8})$/, (name) => trigger("cite", { id: name })],
  // Takes a filter back: the question is asked again without it.
  [/^#(without-[0-9a-f]{8}-(?:outlet|date|published))$/, (name) => trigger("refine", { id: name })],
  // Asks a question again, puts it into the box (or takes it out), copies its answer.
  [/^#(again-[0-9a-f]{8})$/, (name) => trigger("refine", { id: name })],
  [/^#(edit(?:-[0-9a-f]{8})?)$/, (name) => trigger("edit", { id: name })],
  [/^#(copy-[0-9a-f]{8})$/, (name) => trigger("copy", { id: name })],
  // The thumbs: what somebody thinks of an answer.
  [/^#((?:good|bad)-[0-9a-f]{8})$/, (name) => trigger("judge", { id: name })],
  // A page of another tab.
  [/^#(library(?:-add)?)$/, (name) => trigger("visit", { id: name })],
  // A suggested question.
  [/^#(ask)$/, (_, link) => ask(link.textContent)],
];
// The link that was followed; a message that is drawn anew has another with the same address.
let cameFrom = null;
// Whether an article has been open since the page was loaded.
let known = false;
// What keeps the focus when the panel's page is replaced: one of its buttons, or nothing.
let held = null;

const article = () => element.querySelector("article");
const isOpen = () => Boolean(props.value);
// The name of what is chosen, and all of the answer's citations, also those in other articles.
const current = () => article()?.dataset.name || "";
const order = () => (article()?.dataset.order || "").split(" ").filter(Boolean);
const marks = () => [...element.querySelectorAll("mark.cw-mark")];
const named = (name) => marks().filter((mark) => mark.dataset.names.split(" ").includes(name));

function show(target) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}

// After a new page or another choice: the passage in view, its position, the address.
function reveal(smooth) {
  const page = article();
  if (page) (held && element.querySelector(held) || page).focus({ preventScroll: true });
  held = null;
  const active = element.querySelector("mark.cw-active");
  const room = element.closest("#cw-reader");
  if (active && smooth) show(active);
  else if (active) active.scrollIntoView({ block: "center" });
  else if (room && !smooth) room.scrollTop = 0;
  const number = element.querySelector(".cw-position");
  const all = order();
  if (number) number.textContent = `${all.indexOf(current()) + 1} of ${all.length}`;
  note();
}

// When the panel already holds the mark, that is chosen without a round trip.
function choose(name) {
  const wanted = named(name);
  if (!wanted.length) return false;
  for (const mark of marks()) mark.classList.toggle("cw-active", wanted.includes(mark));
  article().dataset.name = name;
  reveal(true);
  return true;
}

// The raw page stays raw from one article to the next.
function cite(name, view = article()?.dataset.view, of = "") {
  if (view === article()?.dataset.view && choose(name)) return;
  trigger("cite", { id: name, view, of });
}

function step(by) {
  const all = order();
  if (all.length > 1) cite(all[(all.indexOf(current()) + by + all.length) % all.length]);
}

function shut(closed = true) {
  props.value = "";
  // In the next frame: what the reader covers on a small screen cannot take the focus before, and
  // nobody is told of a page that is closed from here.
  requestAnimationFrame(() => {
    note(closed);
    const href = cameFrom?.getAttribute("href");
    (cameFrom?.isConnected ? cameFrom : document.querySelector(`a[href="${href}"]`))?.focus();
  });
}

// ---- The address: it opens again what is open now (ui/address.js) -------------------------------

// Written here, read by ui/reader/links.py; where a citation stands is kept for when its conversation
// is not there.
function place() {
  const { name = "", article: id = "", places = "", of = "", view } = article()?.dataset || {};
  const at = places.split(" ").find((one) => one.startsWith(`${name}:`));
  return {
    open: name.startsWith("article-") ? "" : name,
    article: id,
    at: at ? at.slice(name.length + 1) : "",
    of,
    view: view === "raw" ? view : "",
  };
}

function note(closed = false) {
  markLinks();
  const asked = new URL(location.href).searchParams;
  // An address that could not be opened stays, so that it can be tried again.
  if (isOpen() && !current() && !known && (asked.has("open") || asked.has("article"))) return;
  known ||= Boolean(current());
  const detail = { set: place(), reader: isOpen(), closed };
  document.dispatchEvent(new CustomEvent("cw-shown", { detail }));
}

// Where Back and Forward lead: to this article, or to none.
function onReader({ detail: wanted }) {
  if (!element.isConnected) return document.removeEventListener("cw-reader", onReader);
  if (!wanted.open && !wanted.article) return isOpen() && shut(false);
  const now = place();
  if (Object.keys(now).every((key) => now[key] === (wanted[key] || ""))) return;
  trigger("reopen", wanted);
}

async function copyLink(button) {
  let said = "Copied";
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    said = "It is in the address bar"; // only https and this machine may write to the clipboard
  }
  button.textContent = said;
  setTimeout(() => (button.textContent = "Copy link"), 2000);
}

// ---- What is clicked and pressed ---------------------------------------------------------------

// A suggested question is asked the way a reader would: typed into the box and sent.
function ask(question) {
  const box = document.querySelector("#cw-ask textarea");
  if (!box) return;
  box.value = question;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  // Gradio takes in what was typed before the next frame; while it answers there is no button,
  // and Enter keeps the question until then.
  requestAnimationFrame(() => {
    const send = document.querySelector("#cw-ask .submit-button");
    const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
    send ? send.click() : box.dispatchEvent(enter);
  });
}

// A quoted sentence opens what its first number opens, unless it is being selected. For a mouse
// or a finger only: the number beside it is what the tab key and screen readers find.
function linkOf(target) {
  const link = target.closest('a[href^="#"]');
  if (link) return link;
  const said = target.closest(".cw-said");
  if (!said || String(getSelection())) return null;
  const about = said.closest("li, .cw-statement, .cw-side");
  return about?.querySelector('a[href^="#cite-"], a[href^="#passage-"]');
}

function onClick(event) {
  if (!element.isConnected) return document.removeEventListener("click", onClick, true);
  const link = event.target.closest && linkOf(event.target);
  if (!link) return;
  for (const [address, follow] of LINKS) {
    const match = address.exec(link.getAttribute("href"));
    if (!match) continue;
    event.preventDefault();
    cameFrom = link;
    return follow(match[1], link);
  }
}

// The legend of a raw page: to the next span of that label, from wherever the last one was.
function jump(label) {
  const spans = [...element.querySelectorAll(`.cw-span[data-of="${label}"][data-label]`)];
  const next = spans[(spans.indexOf(document.activeElement) + 1) % spans.length];
  next?.focus({ preventScroll: true });
  if (next) show(next);
}

const BUTTONS = {
  "cw-close": () => shut(),
  "cw-copy": (button) => copyLink(button),
  "cw-step": (button) => {
    held = `.cw-step[data-step="${button.dataset.step}"]`;
    step(Number(button.dataset.step));
  },
  "cw-view": (button) => {
    held = `.cw-view[data-view="${button.dataset.view}"]`;
    cite(current(), button.dataset.view, article().dataset.of);
  },
  "cw-jump": (button) => jump(button.dataset.of),
};
const KEYS = { Escape: () => shut(), n: () => step(1), p: () => step(-1) };

document.addEventListener("click", onClick, true);
document.addEventListener("cw-reader", onReader);
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  for (const name of button ? button.classList : []) BUTTONS[name]?.(button);
});
element.addEventListener("keydown", (event) => {
  const follow = KEYS[event.key];
  if (follow && isOpen() && !event.ctrlKey && !event.metaKey && !event.altKey) follow();
});
// The links to what is open say so, wherever they stand; a message that is drawn anew forgets it.
function markLinks() {
  const href = `#${current()}`;
  for (const link of document.querySelectorAll("#cw-main a[aria-current='true'][href^='#']")) {
    if (link.getAttribute("href") !== href) link.removeAttribute("aria-current");
  }
  if (href === "#") return;
  for (const link of document.querySelectorAll(`#cw-main a[href="${href}"]:not([aria-current])`)) {
    link.setAttribute("aria-current", "true");
  }
}

// Gradio labels each message with its own HTML source, which a screen reader would read out
// instead of the message.
function unlabel() {
  const labelled = "#cw-chat [data-testid='user'][aria-label], #cw-chat [data-testid='bot'][aria-label]";
  for (const message of document.querySelectorAll(labelled)) message.removeAttribute("aria-label");
  markLinks();
}
const chat = document.querySelector("#cw-chat");
if (chat) {
  new MutationObserver(unlabel).observe(chat, {
    attributeFilter: ["aria-label"],
    attributes: true,
    childList: true,
    subtree: true,
  });
}

watch("value", () => reveal(false));
