// Runs when the list of articles loads: `element` is the table, `trigger` sends an event to
// Python, `watch` tells of a new list.

// As the event `pick`: the ids of the boxes that are checked now.
const boxes = () => [...element.querySelectorAll("input[data-id]")];
let ticked = new Set();
const every = () => element.querySelector(".cw-all");

function pick() {
  const ids = boxes().filter((box) => box.checked).map((box) => box.dataset.id);
  ticked = new Set(ids);
  if (every()) every().checked = ids.length > 0 && ids.length === boxes().length;
  trigger("pick", { ids });
}

element.addEventListener("change", (event) => {
  if (event.target === every()) for (const box of boxes()) box.checked = event.target.checked;
  pick();
});

// Another list in the same place keeps the boxes of the one before, with their ticks: those were
// given to other articles. An article that is still listed keeps its own.
watch("value", () => {
  for (const box of boxes()) box.checked = ticked.has(box.dataset.id);
  pick();
});

// Where there is no room for them, the filters stand behind a button; library.css says where.
function tell() {
  const button = document.querySelector("#cw-more-filters");
  const isOpen = button?.closest("#cw-filters").hasAttribute("data-open");
  button?.setAttribute("aria-expanded", String(isOpen));
}

document.addEventListener("click", function toggle(event) {
  if (!element.isConnected) return document.removeEventListener("click", toggle);
  const button = event.target.closest("#cw-more-filters");
  button?.closest("#cw-filters").toggleAttribute("data-open");
  if (button) tell();
});
watch("value", tell); // the button is younger than this script
