// Runs when the line of progress loads, and when the results below it do: brings them into view,
// for they stand below the form, often below the window.

let before = "";

watch("value", () => {
  const came = element.closest("#cw-came");
  const now = element.textContent.trim();
  const isUnderWay = came?.querySelector("progress");
  // What was there before this visit is left where it is; and while it goes on only the beginning
  // is brought into view, so that whoever scrolls is left alone.
  const isSaid = came?.querySelector("#cw-adding :is(p, progress)");
  const isNews = isSaid && !came.querySelector("[data-past]");
  if (now && isNews && (!isUnderWay || !before)) came.scrollIntoView({ block: "nearest" });
  before = now;
});
