// Runs when the note below the question box loads: `element` is the note, `props.value` the text
// that the server wants on the clipboard, `watch` tells of a new one.
//
// Where to look: a new question goes to the top and its answer grows below it. Keys: Enter while an answer runs keeps the question until it is complete; Esc takes that back,
// stops the answer, or leaves editing; ArrowUp in the empty box edits the last question. And what
// a screen reader hears: one message when an answer is complete, not every sentence as it comes.
const find = (where) => document.querySelector(where);
const box = () => find("#cw-ask textarea");
const button = (kind) => find(`#cw-ask .${kind}-button`);
const running = () => Boolean(button("stop"));
const HEARD = ".cw-short, .cw-statement, .cw-comparison li, .cw-reason, .cw-problem, .cw-stopped";
const LONGEST = 1500; // characters that are read out
let was = false;
let at = -1; // which message is being answered
let waiting = false;
let scrolled = false; // by the reader, who then stays where they are
let first = ""; // names the first turn, and so the conversation that is open
let landing = 0; // until when an opened conversation may still be drawn
let judged = ""; // the thumb that was clicked last
let room = null; // the conversation, whose height changes with what stands below it

function state() {
  if (waiting) return "waiting";
  if (running()) return "running";
  return find("#cw-chat .cw-edited") ? "editing" : "idle";
}

function say(text) {
  element.querySelector(".cw-heard").textContent = text;
}

function hear() {
  const messages = [...document.querySelectorAll("#cw-chat [data-testid='bot']")];
  const parts = messages[at] ? [...messages[at].querySelectorAll(HEARD)] : [];
  say(parts.map((part) => part.textContent.trim()).join(" ").slice(0, LONGEST));
}

function follow() {
  const messages = [...document.querySelectorAll("#cw-chat [data-testid='bot']")];
  const now = messages.findIndex((message) => message.querySelector(".cw-status"));
  if (now >= 0) at = now;
}

// Never further than the question: who asks wants the beginning of the answer, not its end.
function keepInView(exactly) {
  const messages = document.querySelectorAll("#cw-chat [data-testid='bot']");
  const question = messages[at]?.closest(".message-row")?.previousElementSibling;
  const room = find("#cw-chat .bubble-wrap");
  if (!question || !room || scrolled) return;
  const by = question.getBoundingClientRect().top - room.getBoundingClientRect().top - 12;
  if (by > 0 || exactly) room.scrollTop += by;
}

// The form of a thumb takes the room of the lines above it: never those of its own answer.
const roomy = new ResizeObserver(() => {
  const link = judged && find("#cw-feedback") && find(`#cw-chat a[href="${judged}"]`);
  const wrap = find("#cw-chat .bubble-wrap");
  if (!link || !wrap) return;
  const row = link.closest(".cw-actions").getBoundingClientRect();
  const by = row.bottom + 12 - wrap.getBoundingClientRect().bottom;
  if (by > 0) wrap.scrollTop += by;
});

function watchRoom() {
  if (room === find("#cw-chat")) return;
  room = find("#cw-chat");
  if (room) roomy.observe(room);
}

// A conversation that is opened shows its last question, or the one whose source is open.
function land() {
  const turns = [...document.querySelectorAll("#cw-chat a[href^='#edit-']")];
  const now = turns[0]?.getAttribute("href") || "";
  const other = now !== first;
  first = now;
  if (running() || was) return;
  if (other) {
    landing = performance.now() + 800;
    scrolled = false;
  }
  if (!turns.length || performance.now() > landing) return;
  const [, token] = /^cite-([0-9a-f]{8})-/.exec(new URLSearchParams(location.search).get("open")) || [];
  const wanted = turns.findIndex((link) => link.getAttribute("href") === `#edit-${token}`);
  at = wanted < 0 ? turns.length - 1 : wanted;
  keepInView(true);
}

// Gradio takes the end of an answer in a little later than it shows it.
function sendWaiting(tries) {
  const text = box()?.value.trim();
  if (!waiting || !text || !tries) waiting = false;
  else if (running()) waiting = tries === 20; // on its way, or another answer has begun
  else {
    button("submit")?.click();
    setTimeout(() => sendWaiting(tries - 1), 150);
  }
  refresh();
}

function refresh() {
  if (!element.isConnected) return;
  const now = state();
  for (const line of element.querySelectorAll("[data-when]")) line.hidden = line.dataset.when !== now;
  find("#cw-chat [role='log']")?.setAttribute("aria-live", "off");
  button("submit")?.setAttribute("aria-label", "Ask");
  button("stop")?.setAttribute("aria-label", "Stop the answer");
  find("#cw-chat .examples[role='list']")?.removeAttribute("role"); // its children are buttons
  if (running()) follow();
  land();
  watchRoom();
  const begins = running() && !was;
  if (begins) scrolled = false;
  if (running() || was) keepInView(begins);
  if (running() === was) return;
  was = running();
  if (was) {
    document.dispatchEvent(new CustomEvent("cw-asked"));
    return say("Searching the articles");
  }
  hear();
  if (waiting) sendWaiting(20);
}

let due = false;
function soon(changes) {
  if (due || changes.every((change) => element.contains(change.target))) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    refresh();
  });
}

function takeBack() {
  waiting = false;
  refresh();
}

function onEnter(event) {
  if (!running() || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting = Boolean(box().value.trim());
  refresh();
}

function onEscape(event) {
  if (event.target.closest("#cw-reader, #cw-side, dialog, [role='dialog'], [role='listbox']")) return;
  if (waiting) takeBack();
  else if (running()) button("stop").click();
  else if (state() === "editing") element.querySelector("a[href='#edit']").click();
  else return;
  event.preventDefault();
}

function onUp(event) {
  const last = [...document.querySelectorAll("#cw-chat a[href^='#edit-']")].at(-1);
  if (box().value || running() || !last) return;
  event.preventDefault();
  last.click();
}

function onKey(event) {
  if (!element.isConnected) return document.removeEventListener("keydown", onKey, true);
  if (event.isComposing || !box()?.offsetParent) return;
  if (event.key === "Escape") return onEscape(event);
  if (event.target !== box()) return;
  if (event.key === "Enter") onEnter(event);
  if (event.key === "ArrowUp") onUp(event);
}

// ---- The clipboard ---------------------------------------------------------------------------
let copying = null; // the link that was followed, and who waits for its text

function onClick(event) {
  if (!element.isConnected) return document.removeEventListener("click", onClick, true);
  const link = event.target.closest && event.target.closest("a[href^='#']");
  const address = link ? link.getAttribute("href") : "";
  if (/^#edit/.test(address) && !running()) box().focus();
  if (/^#(good|bad)-/.test(address)) judged = address;
  if (!/^#copy-/.test(address)) return;
  copying = { link };
  const text = new Promise((take) => (copying.take = take));
  // Handed over as a promise: some browsers allow it only while the click is being handled.
  copying.done = write(text);
}

async function write(text) {
  try {
    const blob = text.then((ready) => new Blob([ready], { type: "text/plain" }));
    return await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
  } catch {
    // Without https there is no such thing, and some browsers take no promise.
    return writeOldWay(await text);
  }
}

function writeOldWay(text) {
  const area = document.createElement("textarea");
  const focused = document.activeElement;
  area.value = text;
  area.className = "cw-heard";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus();
  if (!done) throw new Error("the browser does not allow it");
}

async function copied() {
  if (!props.value || !copying) return;
  const { link, take, done } = copying;
  take(props.value);
  props.value = "";
  const label = link.textContent;
  let told = "Copied";
  try {
    await done;
  } catch {
    told = "The browser does not allow copying";
  }
  link.textContent = told;
  say(told);
  setTimeout(() => (link.textContent = label), 2000);
}

document.addEventListener("keydown", onKey, true);
document.addEventListener("click", onClick, true);
document.addEventListener("input", (event) => {
  if (event.target === box() && waiting) takeBack();
});
for (const moved of ["wheel", "touchmove"]) {
  const chosen = (event) => (scrolled ||= Boolean(event.target.closest("#cw-chat")));
  document.addEventListener(moved, chosen, { passive: true });
}
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-do='take-back']")) takeBack();
});
// The chat and the box can come later than this note: their common room is there.
new MutationObserver(soon).observe(find("#cw-talk"), { childList: true, subtree: true });
watch("value", copied);
refresh();
