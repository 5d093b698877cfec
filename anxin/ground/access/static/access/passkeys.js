// Passkeys: the browser's part. A form with data-passkey waits for its button, asks the browser (create, get,
// or enter: get without a login) and sends the answer in its hidden field. Without passkeys it stays hidden.

const toBytes = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }));

const told = (credential, response) => ({
  type: credential.type,
  id: credential.id,
  rawId: toText(credential.rawId),
  response: { clientDataJSON: toText(credential.response.clientDataJSON), ...response },
  clientExtensionResults: credential.getClientExtensionResults(),
});

async function create({ publicKey }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      authenticatorSelection: { ...publicKey.authenticatorSelection, residentKey: "preferred", requireResidentKey: false },
    },
  });
  return told(made, { attestationObject: toText(made.response.attestationObject) });
}

async function get({ publicKey }) {
  const found = await navigator.credentials.get({
    publicKey: { ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: known(publicKey.allowCredentials) },
  });
  const { authenticatorData, signature, userHandle } = found.response;
  return told(found, {
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: userHandle ? toText(userHandle) : null,
  });
}

async function enter(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  return get((await answer.json()).request_options);
}

async function ask(form) {
  if (form.dataset.passkey === "enter") return enter(form);
  const options = JSON.parse(form.dataset.options);
  return form.dataset.passkey === "create" ? create(options) : get(options);
}

async function send(event) {
  const form = event.currentTarget;
  const field = form.elements.credential;
  if (field.value) return;
  event.preventDefault();
  try {
    field.value = JSON.stringify(await ask(form));
    form.submit();
  } catch {
    form.querySelector("[role=alert]").hidden = false;
  }
}

const able = Boolean(window.PublicKeyCredential && window.isSecureContext);
document.querySelectorAll("form[data-passkey]").forEach((form) => {
  form.hidden = !able;
  form.addEventListener("submit", send);
});
document.querySelectorAll("[data-without-passkeys]").forEach((words) => (words.hidden = able));
document.querySelectorAll("[data-needs-passkeys]").forEach((way) => (way.hidden = !able));
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
