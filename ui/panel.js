// Runs when the reader panel loads: `element` is the panel, `trigger` sends an event to
// Python, `watch` tells of a new page in the panel, `props.value` is that page.
//
// A chip is a link to #cite-TURN-NUMBER. When the panel already holds that mark it is chosen
// here, without a round trip; otherwise Python is asked for the article. A link to
// #without-TURN-KIND takes a filter back: Python asks again without it. The chips live in the
// chat, outside this component, hence the listener on the document.
const NAME = /^#((?:cite|passage)-[0-9a-f]{8}-[1-9][0-9]{0,3})$/;
const WITHOUT = /^#(without-[0-9a-f]{8}-(?:outlet|date|published))$/;
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
  if (link && link.getAttribute("href") === "#ask") {
    event.preventDefault();
    return ask(link.textContent);
  }
  const removed = link && WITHOUT.exec(link.getAttribute("href"));
  if (removed) {
    event.preventDefault();
    trigger("refine", { id: removed[1] });
    return;
  }
  const match = link && NAME.exec(link.getAttribute("href"));
  if (!match) return;
  event.preventDefault();
  cameFrom = link;
  if (!choose(match[1])) trigger("cite", { id: match[1] });
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
