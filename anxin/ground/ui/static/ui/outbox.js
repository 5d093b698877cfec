// What waits on this phone, the line that says so, and the way to the server. Nothing is taken off the phone
// before the server has answered that it holds it.
import * as vault from "./vault.js";

const bar = document.getElementById("kept");
export const words = bar ? bar.dataset : {};

let token = "";

// A weak signal neither answers nor fails: after this it counts as none, since what is written meanwhile waits.
const PATIENCE = 15000; // milliseconds
const patient = () => (AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined); // not in older browsers

// It goes and comes without an event, too: what found no way tries again by itself, at longer and longer intervals.
const AGAIN = 4000;
const LONGEST = 64000;
const tries = [];
let waits = 0;
let pause = AGAIN;
export const whenever = (act) => tries.push(act);
const all = () => tries.forEach((act) => act());
export const later = () => {
  if (waits) return;
  waits = setTimeout(() => {
    waits = 0;
    if (navigator.onLine) all(); // else the event below comes
  }, pause);
  pause = Math.min(pause * 2, LONGEST);
};
window.addEventListener("online", () => {
  pause = AGAIN;
  all();
});

const reach = async (url, more) => {
  try {
    const answer = await fetch(url, { credentials: "same-origin", signal: patient(), ...more });
    if (answer.status > 500) throw new Error(String(answer.status)); // it starts anew, or something before it
    pause = AGAIN;
    return answer;
  } catch (error) {
    later();
    throw error;
  }
};

// Who is signed in, as the server sees it: the keys of this session, or none when it has ended.
export const contact = async () => {
  const answer = await reach(words.open, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  const told = await answer.json();
  token = told.token || "";
  return told.session ? vault.enter(told) : vault.lock();
};

export const post = async (url, said) => {
  if (!token) await contact();
  if (!token) return { status: 401, told: {} }; // nobody is signed in: nothing is sent, nothing is taken off
  const body = new URLSearchParams(said);
  const headers = { "X-CSRFToken": token, Accept: "application/json" };
  const answer = await reach(url, { method: "POST", headers, body });
  const is = (answer.headers.get("Content-Type") || "").includes("json") && !answer.redirected;
  if (answer.status === 403) token = ""; // somebody signed in anew: ask who, next time
  return { status: answer.redirected ? 401 : answer.status, told: is ? await answer.json() : {} };
};

const lists = ({ id, seen, said }) => [
  ["key", id],
  ["seen", seen],
  ...Object.keys(said).flatMap((name) => said[name].map((value) => [name, value])),
];

// Ask the server to keep, or to record, one draft. Gives {state}: away (no signal, or not signed in), kept, sent, crossed, refused.
const ask = async (url, draft) => {
  let answer;
  try {
    answer = await post(url, lists(draft));
  } catch (error) {
    return { state: "away" };
  }
  const { status, told } = answer;
  if (told.sent) return { state: "sent", url: told.sent, ...(await over(draft)) };
  if (told.version && status !== 409) return { state: status === 200 ? "kept" : "refused", ...told, ...(await over(draft)) };
  if (status === 409) return { state: "crossed", ...told };
  return { state: [401, 403].includes(status) ? "away" : "refused", said: told.said || [words.refused] };
};
const over = async (draft) => {
  await vault.reached(draft.id, draft.at);
  return {};
};
export const keep = (draft) => ask(draft.keep, draft);
// The form and the outbox both send what is ready as soon as there is signal: they share one request and its answer.
const going = new Map();
const goes = async (draft) => {
  const answer = await ask(draft.send, draft);
  if (answer.state !== "sent") going.delete(draft.id);
  return answer;
};
export const send = (draft) => {
  if (!going.has(draft.id)) going.set(draft.id, goes(draft));
  return going.get(draft.id);
};

// The line above the title: how many wait, and what was said last.
let last = { more: "", good: false };
export const tell = async (more, good) => {
  const waiting = (await vault.drafts()).length;
  if (more) last = { more, good };
  const said = [waiting ? words.kept.replace("{n}", waiting) : "", last.more].filter(Boolean);
  bar.textContent = said.join(" ");
  bar.hidden = !said.length;
  bar.classList.toggle("say--warning", Boolean(waiting || !last.good));
  return waiting;
};

// Two versions of one draft: the server's page shows them side by side.
export const compare = (draft) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = draft.compare;
  const all = [...lists(draft), ["csrfmiddlewaretoken", token]];
  for (const [name, value] of all) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
};

// Everything that waits, one after the other, but not what a form on this page is writing.
export const run = async (but) => {
  let more = "";
  for (const draft of await vault.drafts()) {
    if (draft.path === but && !draft.ready) continue;
    const answer = await (draft.ready ? send(draft) : keep(draft));
    if (answer.state === "away") break;
    if (answer.state === "sent") more = words.sent;
    if (answer.said) more = answer.said.join(" ");
    if (answer.state === "crossed") more = words.crossed;
    if (answer.state === "crossed" || answer.state === "refused") more += ` ${draft.title}`;
  }
  return tell(more);
};
