import { Copy, ExternalLink } from "../../vendor/lucide-calling.js";
import { html, useSignal } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { insideWords } from "../preflight/remedies.js";

/** @typedef {import("../preflight/browser.js").Browser} Browser */

/**
 * Where an app shows the page in a browser of its own, or the browser makes no calls: the way to one that does.
 * @param {{browser: Browser, able: boolean}} props  able: it can make calls at all
 */
export function OtherBrowser({ browser, able }) {
  const copied = useSignal(false);
  if (browser.inside === null && able && isSecureContext) return null;
  const copy = async () => {
    await navigator.clipboard?.writeText(location.href).catch(() => {});
    copied.value = true;
  };
  return html`<div class="notice warn other-browser"><p>${wordsFor(browser, able)}</p>
    <p class="row wrap">
      ${browser.inside !== null && browser.system === "Android" && html`<a class="button" href=${inChrome(location)}>
        <${Icon} of=${ExternalLink} size=${16} />${t("Open in Chrome")}</a>`}
      ${browser.inside !== null && browser.system !== "Android" && html`<a class="button" href=${inSafari(location)}>
        <${Icon} of=${ExternalLink} size=${16} />${t("Open in Safari")}</a>`}
      <button type="button" class="button" onClick=${copy}><${Icon} of=${Copy} size=${16} />
        <span aria-live="polite">${copied.value ? t("Copied") : t("Copy the link")}</span></button></p></div>`;
}

/** @param {Browser} browser @param {boolean} able */
function wordsFor(browser, able) {
  if (browser.inside !== null) return insideWords(browser);
  if (!isSecureContext) return t("This page was not opened over https, so the browser gives it neither camera nor microphone.");
  return able ? "" : t("This browser cannot make calls. Open the link in a current Chrome, Firefox, Safari or Edge.");
}

/**
 * Android's way from an app's view to a browser (Intent URI, "#Intent;" is looked for from the end).
 * @param {{host: string, pathname: string, hash: string, protocol: string}} address
 */
export const inChrome = ({ host, pathname, hash, protocol }) =>
  `intent://${host}${pathname}${hash}#Intent;scheme=${protocol.replace(":", "")};package=com.android.chrome;end`;

/** iOS 17 and later; others show nothing, and the words above tell the way. @param {{href: string}} address */
export const inSafari = ({ href }) => `x-safari-${href}`;
