// A page on a phone that keeps something: end what has ended, send what waits, take families along.
import * as vault from "./vault.js";
import * as outbox from "./outbox.js";
import { bind } from "./draft.js";

const { words } = outbox;
const takers = [...document.querySelectorAll("[data-take]")];
const forms = [...document.querySelectorAll("form[data-keep]")];

const worker = async () => {
  await navigator.serviceWorker.register(words.worker, { scope: "/" });
  const ready = await navigator.serviceWorker.ready;
  ready.active.postMessage("again"); // the shell in the language of today
};

const take = async (button) => {
  button.disabled = true;
  let taken = 0;
  try {
    await outbox.contact();
    await worker();
    for (const url of button.dataset.take.split(" ")) {
      const { status, told } = await outbox.post(url, []);
      if (status !== 200) throw new Error(String(status));
      await vault.keepCopy(told);
      taken += 1;
    }
    await outbox.tell(words.taken.replace("{n}", taken), true);
  } catch (error) {
    await outbox.tell(words.nottaken);
  }
  button.disabled = false;
};

// Signing out empties the phone; whoever has not sent something is asked first.
const leaving = (form) =>
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const waiting = await vault.drafts().catch(() => []);
    if (waiting.length && !confirm(words.leave.replace("{n}", waiting.length))) return;
    await vault.wipe().catch(() => {}); // what is left the server's answer clears
    form.submit();
  });

const picking = (form) =>
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { key, picked } = form.elements;
    await vault.decide(key.value, Number(picked.value)).catch(() => {});
    form.submit();
  });

const begin = async () => {
  if (!words.session) return vault.lock(); // nobody is signed in
  document.querySelectorAll(`form[action="${words.out}"]`).forEach(leaving);
  const there = await vault.held();
  const held = there && there.session === words.session && there.account === words.account;
  if (there && !held) await vault.lock();
  await vault.tidy();
  document.querySelectorAll("form[data-picks]").forEach(picking);
  const needed = !held && (takers.length || forms.length || (await vault.waits()));
  if (needed) await outbox.contact().catch(() => {}); // no way: it is asked again with the first thing written
  await Promise.all(forms.map(bind));
  if (forms.length) worker().catch(() => {});
  const send = () => outbox.run(forms.length ? location.pathname : "").catch(() => {});
  outbox.whenever(send);
  await send();
  for (const button of takers) {
    button.addEventListener("click", () => take(button));
    button.hidden = false;
  }
};

if (vault.possible && navigator.serviceWorker && outbox.words.open) begin().catch(() => {});
