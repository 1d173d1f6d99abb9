// Runs when the list of conversations loads: `element` is the list, `trigger` sends an event to
// Python, `watch` tells of what came back, `props` is what it brought.
const DOES = ["visit", "manage", "rename", "discard", "export"];

// The conversation whose menu is open: a new list comes with every menu shut.
let opened = null;
let leaving = false; // for another conversation, or a new one
let seen = ""; // the conversation that the list was last scrolled to

const side = element.closest("#cw-side");
const drawer = () => side.querySelector("#cw-drawer");

function setOpen(open) {
  side.toggleAttribute("data-open", open);
  drawer()?.setAttribute("aria-expanded", String(open));
}

element.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  // With Ctrl or Shift a conversation is a link like any other.
  if (!pressed || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { do: what, ...told } = pressed.dataset;
  const id = pressed.closest("[data-id]").dataset.id;
  opened = null;
  if (what === "export") pressed.closest("details").open = false;
  if (DOES.includes(what)) trigger(what, { ...told, id });
  if (what === "visit") {
    leaving = true;
    setOpen(false);
  }
});

element.addEventListener("click", (event) => {
  const menu = event.target.closest("summary")?.parentElement;
  // Before the browser has opened or shut it.
  if (menu) opened = menu.open ? null : menu.closest("[data-id]").dataset.id;
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const id = event.target.closest("[data-id]").dataset.id;
  trigger("rename", { id, title: event.target.elements.title.value });
});

// The drawer, where the list is one.
side.addEventListener("click", (event) => {
  if (event.target.closest("#cw-drawer")) setOpen(!side.hasAttribute("data-open"));
  if (event.target.closest("#cw-new")) {
    leaving = true;
    setOpen(false);
  }
});
document.addEventListener("click", (event) => {
  if (event.target.isConnected && !side.contains(event.target)) setOpen(false);
});
side.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const asking = element.querySelector(".cw-asking [data-what='']");
  const menu = element.querySelector("details[open]");
  if (asking) asking.click();
  else if (menu) {
    menu.open = false;
    opened = null;
    menu.querySelector("summary").focus();
  } else if (side.hasAttribute("data-open")) {
    setOpen(false);
    drawer().focus();
  }
});

// The address names the conversation (ui/address.js); another one is a place to go back from, what
// a question begins is not.
function setAddress() {
  const list = element.querySelector("[data-current]");
  if (list) {
    const detail = { set: { c: list.dataset.current }, enter: leaving };
    document.dispatchEvent(new CustomEvent("cw-shown", { detail }));
  }
  leaving = false;
  if (list?.dataset.current === seen) return;
  seen = list?.dataset.current;
  element.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

// A question has been asked (ask.js): the first one of a conversation gives it its name.
function onAsked() {
  if (!element.isConnected) return document.removeEventListener("cw-asked", onAsked);
  if (!element.querySelector("[data-current]")?.dataset.current) trigger("begin");
}

function onVisit(event) {
  if (!element.isConnected) return document.removeEventListener("cw-visit", onVisit);
  leaving = false;
  trigger("visit", { ...event.detail, id: event.detail.c || "" });
}

document.addEventListener("cw-asked", onAsked);
document.addEventListener("cw-visit", onVisit);

watch("value", () => {
  setAddress();
  setOpen(side.hasAttribute("data-open")); // the button may be younger than this script
  const row = [...element.querySelectorAll("[data-id]")].find((li) => li.dataset.id === opened);
  const menu = row?.querySelector("details");
  if (menu) menu.open = true;
  const first = element.querySelector("[data-first]");
  if (first) first.focus();
  if (first && first.select) first.select();
});

watch("download", () => {
  if (!props.download) return;
  const { name, mime, text } = props.download;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: mime }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
});
