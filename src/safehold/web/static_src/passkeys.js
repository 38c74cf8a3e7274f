// Makes and uses passkeys: the browser's part of it. A form says what it wants by
// data-passkey: "make" a new one, "use" one of the person's, or "sign-in" with any.
// The answer goes into the form's hidden field, and the form is sent.

export function prepare(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form)
      .then((credential) => {
        form.elements.credential.value = JSON.stringify(credential);
        form.submit();
      })
      .catch(() => say(form));
  });
}

async function answer(form) {
  const options = await optionsFor(form);
  return form.dataset.passkey === "make"
    ? made(await navigator.credentials.create({ publicKey: toCreate(options) }))
    : used(await navigator.credentials.get({ publicKey: toGet(options) }));
}

async function optionsFor(form) {
  if (form.dataset.passkey !== "sign-in") {
    const block = document.getElementById(form.dataset.passkeyOptions);
    return JSON.parse(block.textContent).publicKey;
  }
  const response = await fetch(form.action, {
    headers: { Accept: "application/json" },
  });
  return (await response.json()).request_options.publicKey;
}

function say(form) {
  const trouble = form.querySelector("[data-passkey-trouble]");
  trouble.hidden = false;
  trouble.setAttribute("role", "alert");
}

function toCreate(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials || []).map(described),
  };
}

function toGet(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: (options.allowCredentials || []).map(described),
  };
}

function described(credential) {
  return { ...credential, id: bytes(credential.id) };
}

function made(credential) {
  return {
    ...about(credential),
    response: {
      clientDataJSON: text(credential.response.clientDataJSON),
      attestationObject: text(credential.response.attestationObject),
      transports: credential.response.getTransports(),
    },
  };
}

function used(credential) {
  const { response } = credential;
  return {
    ...about(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    },
  };
}

function about(credential) {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function bytes(words) {
  const base64 = words.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
