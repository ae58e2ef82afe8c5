// A classic script in the head: it runs before the first paint, so that a page in the chosen theme never flashes in the other.
// theme.js does the rest.
try {
  const chosen = localStorage.getItem("heard.theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  // no storage, no choice
}
