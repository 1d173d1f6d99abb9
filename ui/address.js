// Runs when the name beside the tabs loads.
//
// The address of the page says what is open: the tab and the part of it, the conversation, the article
// in the reader. So a reload, a copied link and the browser's Back lead there. The parts tell what
// they show (the event "cw-shown"); where Back leads, they are told to go ("cw-visit" for another
// conversation, with its article; "cw-reader" for the article alone).
const READER = ["open", "article", "at", "of", "view"];
const SEARCH_FOR = 5000; // milliseconds that a tab named by the address may take to come

let acted = 0; // what the user has done
let entered = 0; // what of it has its entry in the history: each has one at most
let told = []; // by the parts, not yet written
let wanted = null; // the tab and part that are to be shown, and until when they are looked for
// By the mark of its entry: the conversation that an entry without one has got by a question.
const begun = new Map();

const params = () => new URL(location.href).searchParams;
const get = (key) => params().get(key) || "";

// ---- Writing -----------------------------------------------------------------------------------

function tell(news) {
  if (!told.length) queueMicrotask(write); // what comes of one answer of the server is one change
  told.push(news);
}

function write() {
  const news = told;
  told = [];
  if (!news.length) return;
  const before = history.state || {};
  const set = Object.assign({}, ...news.map((one) => one.set));
  const changed = Object.keys(set).filter((key) => get(key) !== set[key]);
  const url = new URL(location.href);
  for (const key of changed) {
    if (set[key]) url.searchParams.set(key, set[key]);
    else url.searchParams.delete(key);
  }
  const reader = news.findLast((one) => "reader" in one)?.reader ?? Boolean(before.reader);
  if (!changed.length && reader === Boolean(before.reader)) return;
  const alone = changed.every((key) => READER.includes(key));
  // An article that is closed leads back to what it was opened from, as Back does.
  if (alone && before.over && news.some((one) => one.closed)) return history.back();
  const opens = reader && !before.reader && !get("article") && !get("open");
  const enters = (opens || news.some((one) => one.enter)) && acted !== entered;
  const other = changed.includes("c") && (get("c") || news.some((one) => one.enter));
  const state = {
    reader,
    over: alone && (enters ? opens : Boolean(before.over)),
    mark: other ? Date.now() : before.mark,
  };
  if (enters) entered = acted;
  history[enters ? "pushState" : "replaceState"](state, "", url);
  remember();
}

function remember() {
  if (get("c")) begun.set(history.state?.mark, get("c"));
}

// ---- Back and Forward --------------------------------------------------------------------------

function onBack() {
  if (!element.isConnected) return removeEventListener("popstate", onBack);
  entered = acted;
  told = [];
  const named = begun.get(history.state?.mark);
  if (named && !get("c")) {
    const url = new URL(location.href);
    url.searchParams.set("c", named);
    history.replaceState(history.state, "", url);
  }
  search();
  look();
  const list = document.querySelector("#cw-list [data-current]");
  const elsewhere = list && list.dataset.current !== get("c");
  const detail = Object.fromEntries(params());
  document.dispatchEvent(new CustomEvent(elsewhere ? "cw-visit" : "cw-reader", { detail }));
}

// ---- Tabs --------------------------------------------------------------------------------------

const tabsOf = (room) => [...document.querySelectorAll(`${room} > .tab-wrapper [role="tab"]`)];
const MAIN = "#cw-tabs";
const INNER = "#cw-tabs > .tabitem .tabs"; // only those of the tab that is shown can be seen
const inner = () => tabsOf(INNER).filter((tab) => tab.offsetParent);

// The first of each is what is shown when the address names none.
function named(tabs) {
  const at = tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
  return at > 0 ? tabs[at].dataset.tabId : "";
}

function search() {
  wanted = { tab: get("tab"), part: get("part"), until: performance.now() + SEARCH_FOR };
  setTimeout(look, SEARCH_FOR + 1); // also where nothing moves any more
}

// Whether it is shown; if not, it is asked for.
function choose(tabs, name) {
  if (!tabs.length) return !name;
  if (named(tabs) === name) return true;
  const tab = name ? tabs.find((one) => one.dataset.tabId === name) : tabs[0];
  tab?.click();
  return false;
}

function look() {
  const tabs = tabsOf(MAIN);
  if (!tabs.length) return;
  if (wanted) {
    const late = performance.now() > wanted.until;
    if (!late && !(choose(tabs, wanted.tab) && choose(inner(), wanted.part))) return;
    if (late) entered = acted; // there is no such tab: the address is set right, no more
    wanted = null;
  }
  const set = { tab: named(tabs), part: named(inner()) };
  if (set.tab !== get("tab") || set.part !== get("part")) tell({ set, enter: true });
}

let due = false;
function soon() {
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    look();
  });
}

// ---- At the beginning --------------------------------------------------------------------------

for (const done of ["pointerdown", "keydown"]) addEventListener(done, () => (acted += 1), true);
document.addEventListener("click", (event) => {
  if (event.isTrusted && event.target.closest?.('[role="tab"]')) wanted = null;
}, true);
document.addEventListener("cw-shown", (event) => tell(event.detail));
addEventListener("popstate", onBack);
history.replaceState({ mark: Date.now(), ...history.state }, "");
remember();
if (get("tab") || get("part")) search();
new MutationObserver(soon).observe(document.querySelector("#cw-main"), {
  attributeFilter: ["aria-selected"],
  childList: true,
  subtree: true,
});
soon();
