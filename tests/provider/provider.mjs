// A certified OpenID provider on the loopback, for the tests: it signs in whoever the
// test says, without asking. Arguments: the redirect address of its one client.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const [redirect] = process.argv.slice(2);
let person = {};

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  serve(new Provider(issuer, configuration()));
  process.stdout.write(`${issuer}\n`);
});
// It ends with the tests, however they end.
process.stdin.resume().on("end", () => process.exit());

function configuration() {
  return {
    clients: [
      {
        client_id: "safehold",
        client_secret: "known to the tests alone",
        redirect_uris: [redirect],
      },
    ],
    claims: {
      openid: ["sub", "acr", "amr"],
      email: ["email", "email_verified"],
      profile: ["name"],
    },
    conformIdTokenClaims: false,
    cookies: { keys: ["of the tests"] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, ...person.claims }),
    }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
  };
}

function serve(provider) {
  const answer = provider.callback();
  server.on("request", async (request, response) => {
    if (request.url === "/person") {
      person = JSON.parse(await body(request));
      response.end();
    } else if (request.url.startsWith("/interaction/")) {
      await signIn(provider, request, response);
    } else {
      answer(request, response);
    }
  });
}

async function signIn(provider, request, response) {
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({
    accountId: person.sub,
    clientId: params.client_id,
  });
  grant.addOIDCScope(params.scope);
  await provider.interactionFinished(request, response, {
    login: { accountId: person.sub, amr: person.amr, remember: false },
    consent: { grantId: await grant.save() },
  });
}

async function body(request) {
  let words = "";
  for await (const piece of request) words += piece;
  return words;
}
