// Every page works without this file. It adds what scripts make better:
// focus on the error summary, a menu on small screens, typing to find an
// option in a long list.
import { initAll } from "./govuk-frontend.min.js";

initAll();

const longLists = document.querySelectorAll("select[data-type-to-find]");
if (longLists.length > 0) {
  import("./accessible-autocomplete.min.js").then(() => {
    for (const select of longLists) {
      window.accessibleAutocomplete.enhanceSelectElement({
        defaultValue: "",
        selectElement: select,
        showAllValues: true,
        autoselect: false,
      });
    }
  });
}

const passkeyForms = document.querySelectorAll("form[data-passkey]");
if (passkeyForms.length > 0) {
  import("./passkeys.js").then(({ prepare }) => passkeyForms.forEach(prepare));
}
