// Runs when the reader panel loads: `element` is the panel, `trigger` sends an event to
// Python, `watch` tells of a new page in the panel, `props.value` is that page.
//
// What a reader can do with an answer is a link, because Gradio's sanitiser leaves nothing else
// of an element than its address: #KIND-TURN-DETAIL. The links live in the tabs, outside this
// component, hence the listener on the document. Each kind leads to one event in Python.
const LINKS = [
  // A citation: when the panel already holds its mark, that is chosen without a round trip.
  [/^#((?:cite|passage)-[0-9a-f]{8}-[1-9][0-9]{0,3})$/, (name) => choose(name) || trigger("cite", { id: name })],
  // How an answer came about.
  [/^#(why-[0-9a-f]{8})$/, (name) => trigger("cite", { id: name })],
  // Takes a filter back: the question is asked again without it.
  [/^#(without-[0-9a-f]{8}-(?:outlet|date|published))$/, (name) => trigger("refine", { id: name })],
  // An article of the library.
  [/^#(article-[0-9a-f]{16})$/, (name) => trigger("cite", { id: name })],
  // A page of another tab.
  [/^#(library(?:-add)?)$/, (name) => trigger("visit", { id: name })],
  // A suggested question.
  [/^#(ask)$/, (_, link) => ask(link.textContent)],
];
let cameFrom = null;

const marks = () => [...element.querySelectorAll("mark.cw-mark")];
const named = (name) => marks().filter((mark) => mark.dataset.names.split(" ").includes(name));

// One entry for each marked passage, in reading order; a passage can be several elements.
const names = () => [...new Set(marks().flatMap((mark) => mark.dataset.names.split(" ")))];

function reveal(smooth) {
  const active = element.querySelector("mark.cw-active");
  const article = element.querySelector("article");
  if (article) article.focus({ preventScroll: true });
  if (!active) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  active.scrollIntoView({ block: "center", behavior: smooth && !still ? "smooth" : "auto" });
  const all = names();
  const place = element.querySelector(".cw-position");
  const at = all.findIndex((name) => active.dataset.names.split(" ").includes(name));
  if (place) place.textContent = `${at + 1} of ${all.length}`;
}

function choose(name) {
  const wanted = named(name);
  if (!wanted.length) return false;
  for (const mark of marks()) mark.classList.toggle("cw-active", wanted.includes(mark));
  reveal(true);
  return true;
}

function step(by) {
  const all = names();
  const active = element.querySelector("mark.cw-active");
  const at = all.findIndex((name) => active && active.dataset.names.split(" ").includes(name));
  choose(all[(at + by + all.length) % all.length]);
}

function shut() {
  props.value = "";
  if (cameFrom && cameFrom.isConnected) cameFrom.focus();
}

// A suggested question is asked the way a reader would: typed into the box and sent.
function ask(question) {
  const box = document.querySelector("#cw-ask textarea");
  if (!box) return;
  box.value = question;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  // Gradio takes in what was typed before the next frame; while it answers there is no button.
  requestAnimationFrame(() => document.querySelector("#cw-ask .submit-button")?.click());
}

function onClick(event) {
  if (!element.isConnected) return document.removeEventListener("click", onClick, true);
  const link = event.target.closest && event.target.closest('a[href^="#"]');
  if (!link) return;
  for (const [address, follow] of LINKS) {
    const match = address.exec(link.getAttribute("href"));
    if (!match) continue;
    event.preventDefault();
    cameFrom = link;
    return follow(match[1], link);
  }
}

document.addEventListener("click", onClick, true);
element.addEventListener("click", (event) => {
  if (event.target.closest(".cw-close")) shut();
  const button = event.target.closest(".cw-step");
  if (button) step(Number(button.dataset.step));
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && props.value) shut();
});
// Gradio labels each message with its own HTML source, which a screen reader would read out
// instead of the message.
function unlabel() {
  const labelled = "#cw-chat [data-testid='user'][aria-label], #cw-chat [data-testid='bot'][aria-label]";
  for (const message of document.querySelectorAll(labelled)) message.removeAttribute("aria-label");
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
