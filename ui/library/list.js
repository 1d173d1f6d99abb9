// Runs when the list of articles loads: `element` is the table, `trigger` sends an event to
// Python, `watch` tells of a new list.

// As the event `pick`: the ids of the boxes that are checked now.
element.addEventListener("change", (event) => {
  const boxes = [...element.querySelectorAll("input[data-id]")];
  if (event.target.matches(".cw-all")) for (const box of boxes) box.checked = event.target.checked;
  trigger("pick", { ids: boxes.filter((box) => box.checked).map((box) => box.dataset.id) });
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
