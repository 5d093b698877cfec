// A form whose every field is kept while it is written: on the phone at once, on the server when it can be reached.
import * as vault from "./vault.js";
import * as outbox from "./outbox.js";

const OURS = ["csrfmiddlewaretoken", "key", "seen", "keep"];
const HERE = 150; // milliseconds after the last key: on the phone
const THERE = 1200; // and on the server

const random = () => {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = [...b].map((n) => n.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

const gather = (form) => {
  const said = {};
  new FormData(form).forEach((value, name) => {
    if (!OURS.includes(name)) (said[name] = said[name] || []).push(value);
  });
  return said;
};

const fill = (form, said) => {
  const nth = {};
  for (const field of form.elements) {
    const { name, type } = field;
    if (!name || OURS.includes(name) || type === "submit") continue;
    const values = said[name] || [];
    if (type === "checkbox" || type === "radio") field.checked = values.includes(field.value);
    else if (type === "select-multiple") for (const one of field.options) one.selected = values.includes(one.value);
    else {
      nth[name] = nth[name] || 0;
      field.value = values[nth[name]] === undefined ? "" : values[nth[name]];
      nth[name] += 1;
    }
  }
};

// Did somebody write before this script was there?
const touched = (form) =>
  [...form.elements].some((field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    return field.type !== "hidden" && field.defaultValue !== undefined && field.value !== field.defaultValue;
  });

// A form taken along yesterday begins with the day on which it is opened.
const datedToday = (field) => {
  if (field.value !== field.defaultValue) return; // somebody wrote another
  field.defaultValue = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  field.value = field.defaultValue;
};

export const bind = (form) => {
  const key = form.elements.namedItem("key");
  const seen = form.elements.namedItem("seen");
  const { keep, send, compare, today } = form.dataset;
  const path = location.pathname;
  const title = document.title;

  if (today) datedToday(form.elements.namedItem(today));

  // What lies on this phone already goes into the form, unless somebody wrote into it before.
  const begin = async () => {
    const decided = (draft) => draft.id === key.value && draft.picked && draft.picked < Number(seen.value);
    for (const draft of (await vault.drafts()).filter(decided)) await vault.remove("drafts", draft.id);
    const drafts = await vault.drafts();
    const early = written || touched(form);
    const waiting = !early && drafts.find((draft) => draft.send === send && !draft.ready);
    if (waiting) {
      fill(form, waiting.said);
      key.value = waiting.id;
      seen.value = waiting.seen;
    } else if (drafts.some((draft) => draft.id === key.value)) {
      key.value = random(); // the first visit waits to be sent; this is another
      seen.value = 0;
    }
    if (waiting) then(save);
    else if (early) soon(HERE);
  };

  const note = async (ready) => {
    const draft = { id: key.value, seen: seen.value, said: gather(form), ready, keep, send, compare, path, title };
    draft.at = await vault.keepDraft(draft);
    return draft;
  };
  const learn = (answer) => {
    if (answer.key) key.value = answer.key;
    if (answer.version) seen.value = answer.version;
  };
  let owed = false; // did the last saving find no way to the server?
  const save = async () => {
    const draft = await note(false);
    const answer = await outbox.keep(draft);
    owed = answer.state === "away";
    if (answer.state === "kept") learn(answer);
    const safe = answer.state === "kept";
    await outbox.tell(safe ? outbox.words.safe : (answer.said || []).join(" "), safe);
    if (answer.state === "crossed") offer(draft);
  };
  const offer = (draft) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn btn--small", textContent: outbox.words.compare });
    button.addEventListener("click", () => outbox.compare(draft));
    document.getElementById("kept").append(" ", button);
  };

  let here = 0;
  let there = 0;
  let written = false;
  const soon = (wait) => {
    written = true;
    clearTimeout(here);
    clearTimeout(there);
    here = setTimeout(() => then(() => note(false)), HERE);
    there = setTimeout(() => then(save), wait);
  };
  form.addEventListener("input", () => soon(THERE));
  form.addEventListener("change", () => soon(HERE * 2));
  let finished = false;
  let gone = false; // going there twice, the second page would not say any more that it is recorded
  window.addEventListener("pageshow", (event) => event.persisted && gone && location.reload());
  const finish = async () => {
    if (gone) return;
    const answer = await outbox.send(finished || (finished = await note(true)));
    gone = answer.state === "sent";
    if (gone) location.assign(answer.url);
    else if (answer.state === "away" && finished.at) {
      form.querySelectorAll("button, input, textarea, select").forEach((field) => (field.disabled = true));
      await outbox.tell();
      document.getElementById("kept").scrollIntoView();
    } else {
      finished = false;
      await vault.remove("drafts", key.value);
      learn(answer);
      if (answer.state === "crossed") outbox.compare({ ...(await note(false)) });
      else form.submit(); // the server's own page says what is wrong, field by field, or the browser that it has no way
    }
  };
  form.addEventListener("submit", (event) => {
    const by = event.submitter || document.activeElement;
    if (by && by.name) return; // "save as draft" is the server's
    event.preventDefault();
    clearTimeout(here);
    clearTimeout(there);
    then(finish);
  });
  // From here on nothing that is written is missed, though it waits until what lies on the phone is looked up.
  let line = begin().catch(() => {}); // one thing after the other
  const then = (act) => (line = line.then(act, act));
  outbox.whenever(() => then(() => (finished ? finish() : owed && save())));
  return line;
};
