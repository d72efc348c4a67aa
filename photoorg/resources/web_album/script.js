const box = document.getElementById("box"), picture = document.getElementById("picture");
const caption = document.getElementById("caption");
const buttons = Object.fromEntries(["close", "previous", "next"].map(id => [id, document.getElementById(id)]));
let at = -1, touch = null;
function show(place) {
  if (place < 0 || place >= photos.length) return;
  at = place;
  const [source, width, height, words, date] = photos[place];
  picture.src = source;
  picture.width = width;
  picture.height = height;
  picture.alt = words || date;
  caption.textContent = [words, date].filter(Boolean).join(" \u00b7 ");
  buttons.previous.disabled = place === 0;
  buttons.next.disabled = place === photos.length - 1;
  if (box.hidden) { box.hidden = false; document.body.style.overflow = "hidden"; buttons.close.focus(); }
  for (const near of [place + 1, place - 1]) if (photos[near]) new Image().src = photos[near][0];
}
function leave() {
  if (box.hidden) return;
  box.hidden = true;
  document.body.style.overflow = "";
  const tile = document.querySelector(`[data-place="${at}"]`);
  if (tile) { tile.scrollIntoView({ block: "nearest" }); tile.focus(); }
}
document.querySelector("main").addEventListener("click", event => {
  const tile = event.target.closest(".tile");
  if (!tile || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(Number(tile.dataset.place));
});
buttons.close.addEventListener("click", leave);
buttons.previous.addEventListener("click", () => show(at - 1));
buttons.next.addEventListener("click", () => show(at + 1));
picture.addEventListener("click", () => show(at + 1));
document.addEventListener("keydown", event => {
  if (box.hidden) return;
  const act = { Escape: leave, ArrowRight: () => show(at + 1), ArrowLeft: () => show(at - 1),
    PageDown: () => show(at + 1), PageUp: () => show(at - 1),
    Home: () => show(0), End: () => show(photos.length - 1) }[event.key];
  if (act) { event.preventDefault(); act(); return; }
  if (event.key === "Tab") {
    const there = Object.values(buttons).filter(button => !button.disabled);
    const step = event.shiftKey ? there.length - 1 : 1;
    there[(there.indexOf(document.activeElement) + step) % there.length].focus();
    event.preventDefault();
  }
});
box.addEventListener("touchstart", event => { touch = event.touches[0].clientX; }, { passive: true });
box.addEventListener("touchend", event => {
  if (touch === null) return;
  const moved = event.changedTouches[0].clientX - touch;
  touch = null;
  if (Math.abs(moved) > 50) show(at + (moved < 0 ? 1 : -1));
}, { passive: true });
