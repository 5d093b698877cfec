// Small comforts; every page works without them.

// A menu of the bar closes on Escape and on a click elsewhere.
const menus = () => document.querySelectorAll("details.post[open], details.menu[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menus().forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
document.addEventListener("click", (event) => {
  menus().forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

// On a telephone a row of tabs or chips is longer than the page: the one that is open comes into sight.
document.querySelectorAll(".tabs [aria-current], .chips [aria-current]").forEach((open) => {
  const row = open.parentElement;
  row.scrollLeft += open.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
});

// After a refused form the reader starts at what is wrong.
document.getElementById("wrong")?.focus();

// A second press within three seconds sends nothing (a form may also answer with a file, so it opens again).
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 3000);
});

// Closed tables beside pictures are printed open.
window.addEventListener("beforeprint", () => document.querySelectorAll("details.twin").forEach((twin) => (twin.open = true)));
