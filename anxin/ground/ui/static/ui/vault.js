// What a telephone keeps for a visit without signal: sealed rows in IndexedDB, and the two keys that open them.
//
// Copies of families lie under a key of their own that is made on this phone and belongs to one session. Drafts
// lie under a key that is half the server's: when a session ends, both keys go, and the drafts that were not sent
// stay closed until the same account signs in here again. Neither key can be taken out of the browser.

const NAME = "anxin-offline";
const STORES = ["keys", "copies", "drafts"];
const HOUR = 3600e3;
export const KEPT = 72 * HOUR;

// Only over https (or on this machine) does a browser give a page what it needs.
export const possible = Boolean(self.indexedDB && self.caches && self.crypto && crypto.subtle);

const done = (request) =>
  new Promise((good, bad) => {
    request.onsuccess = () => good(request.result);
    request.onerror = () => bad(request.error);
  });

let base = null;
const open = () => {
  if (base) return base;
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => STORES.forEach((name) => request.result.createObjectStore(name, { keyPath: "id" }));
  base = done(request).then((found) => {
    found.onversionchange = () => (found.close(), (base = null));
    found.onclose = () => (base = null);
    return found;
  });
  return base;
};
const store = async (name, mode) => (await open()).transaction(name, mode || "readonly").objectStore(name);
const get = async (name, id) => done((await store(name)).get(id));
const put = async (name, row) => done((await store(name, "readwrite")).put(row));
const every = async (name) => done((await store(name)).getAll());
export const remove = async (name, id) => done((await store(name, "readwrite")).delete(id));

// The time; it never runs backwards, so that a clock put back keeps nothing longer.
const now = async () => {
  const row = await get("keys", "clock");
  const at = Math.max(Date.now(), row ? row.seen : 0);
  await put("keys", { id: "clock", seen: at });
  return at;
};

// The keys of the session at work, or nothing.
export const held = () => get("keys", "phone");

// Begin, or go on, with the session that the server says is at work. `half` comes from the server: see above.
export const enter = async ({ session, account, half }) => {
  const there = await held();
  if (there && there.session === session && there.account === account) return there;
  await lock();
  const mine = { id: "phone", session, account };
  mine.copies = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  mine.drafts = await joined(half);
  await put("keys", mine);
  return mine;
};

const joined = async (half) => {
  const row = (await get("keys", "salt")) || { id: "salt", value: crypto.getRandomValues(new Uint8Array(32)) };
  await put("keys", row);
  const raw = await crypto.subtle.importKey("raw", new TextEncoder().encode(half), "HKDF", false, ["deriveKey"]);
  const way = { name: "HKDF", hash: "SHA-256", salt: row.value, info: new TextEncoder().encode(NAME) };
  return crypto.subtle.deriveKey(way, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
};

const bound = (id) => new TextEncoder().encode(id);
const seal = async (key, id, value) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(id) }, key, plain) };
};
const unseal = async (key, row) => {
  const way = { name: "AES-GCM", iv: row.iv, additionalData: bound(row.id) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(way, key, row.data)));
};

// — Copies of families: {title, pages: {path: html}} —

export const keepCopy = async ({ id, until, ...copy }) => {
  const end = Math.min(until, (await now()) + KEPT);
  await put("copies", { id, until: end, ...(await seal((await held()).copies, id, copy)) });
};
export const copies = async () => {
  const keys = await held();
  await tidy();
  return keys ? Promise.all((await every("copies")).map((row) => unseal(keys.copies, row))) : [];
};

// — Drafts: {send, keep, compare, path, seen, said, ready}; `at` tells one saving from the next —

// Gives when it was kept; nothing when the session ended meanwhile: what was kept until then stays, sealed.
export const keepDraft = async (draft) => {
  const keys = await held();
  if (!keys) return undefined;
  const row = { id: draft.id, account: keys.account, at: await now(), ...(await seal(keys.drafts, draft.id, draft)) };
  await put("drafts", row);
  return row.at;
};
export const drafts = async () => {
  const keys = await held();
  await tidy();
  if (!keys) return [];
  const mine = (await every("drafts")).filter((row) => row.account === keys.account);
  return Promise.all(mine.map(async (row) => ({ ...(await unseal(keys.drafts, row)), at: row.at })));
};
export const waits = async () => (await every("drafts")).length > 0;
// Somebody picked between this draft and version `picked` on the server: once the server holds a later one, it
// holds what was picked, and what stands here has had its turn.
export const decide = async (id, picked) => {
  const one = (await drafts()).find((draft) => draft.id === id);
  if (one) await keepDraft({ ...one, picked });
};
// A draft that reached the server goes, unless something was written into it meanwhile.
export const reached = async (id, at) => {
  const row = await get("drafts", id);
  if (row && row.at === at) await remove("drafts", id);
};

// — The end —

// After 72 hours nothing is left, whoever signs in.
export const tidy = async () => {
  const at = await now();
  for (const row of await every("copies")) if (row.until <= at) await remove("copies", row.id);
  for (const row of await every("drafts")) if (row.at + KEPT <= at) await remove("drafts", row.id);
};

// The session has ended: no copy, no key. Drafts that were not sent stay, and nobody can read them.
export const lock = async () => {
  await done((await store("copies", "readwrite")).clear());
  await remove("keys", "phone");
};

// Signed out: nothing at all.
export const wipe = async () => {
  for (const name of STORES) await done((await store(name, "readwrite")).clear());
  (await open()).close();
  base = null;
  await done(indexedDB.deleteDatabase(NAME)).catch(() => {});
  for (const name of await caches.keys()) await caches.delete(name);
  if (!navigator.serviceWorker) return;
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
};
