// The page that stands in for every other one while there is no network: shows what was taken along.
import * as vault from "./vault.js";
import * as outbox from "./outbox.js";
import { bind } from "./draft.js";

const place = document.getElementById("page");
const { words } = outbox;

const missing = (copies) => {
  document.getElementById("missing").hidden = false;
  const list = document.getElementById("taken");
  for (const copy of copies) {
    const row = document.createElement("li");
    for (const path of Object.keys(copy.pages)) {
      const link = document.createElement("a");
      Object.assign(link, { href: path, textContent: copy.pages[path].title });
      row.append(link, " ");
    }
    list.append(row);
  }
};

const show = ({ title, html }) => {
  document.title = title;
  // Our own server's markup, opened from the vault; scripts in it would not run, the content policy forbids them.
  place.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  return Promise.all([...place.querySelectorAll("form[data-keep]")].map(bind));
};

const begin = async () => {
  const copies = await vault.copies();
  const copy = copies.find((one) => location.pathname in one.pages);
  if (copy) await show(copy.pages[location.pathname]);
  else missing(copies);
  await outbox.tell();
};

// The signal comes before the way to the server does, and this page may stand here because that way failed once:
// asked again until the server answers, or the signal is gone.
const back = async () => {
  const there = await outbox.contact();
  const empty = !document.getElementById("missing").hidden;
  if (!there || empty) return location.reload(); // the session ended meanwhile, or the page was never taken along
  return outbox.run(location.pathname);
};
outbox.whenever(() => back().catch(() => {})); // where that found no way either, it is asked again

if (vault.possible && words.open) begin().catch(() => missing([])).finally(outbox.later);
