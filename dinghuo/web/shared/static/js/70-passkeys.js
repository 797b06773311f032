// A form that asks the device for a passkey before it is sent: to make one, or to sign in with one. What the device
// answers goes into the field "answer"; without scripts, or where the browser has no passkeys, the form stays hidden.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function asked(options) {
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const name of ["excludeCredentials", "allowCredentials"]) {
    for (const key of options[name] ?? []) key.id = bytes(key.id);
  }
  return { publicKey: options };
}

function answered(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response });
}

async function ask(form) {
  const says = form.querySelector("[data-passkey-says]");
  says.hidden = true;
  const reply = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
  const told = await reply.json();
  if (!reply.ok) {
    says.textContent = told.message;
    says.hidden = false;
    return;
  }
  try {
    form.elements.answer.value = answered(await navigator.credentials[form.dataset.passkey](asked(told)));
  } catch (fault) {
    // Closing the device's own window is no fault; what is one, it has said itself.
    if (fault.name !== "NotAllowedError") {
      says.textContent = fault.message;
      says.hidden = false;
    }
    return;
  }
  form.submit();
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
  for (const missing of document.querySelectorAll("[data-passkey-missing]")) missing.hidden = true;
}
