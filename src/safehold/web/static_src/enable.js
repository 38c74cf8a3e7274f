// Tells the styles that scripts run. It stands in a file of its own, first in
// the body, because the content security policy allows no script in the page.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
