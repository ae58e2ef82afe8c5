import { t } from "../../shared/i18n.js";

/**
 * What to press where when the microphone or the camera cannot be used, by browser.
 * @typedef {"microphone" | "camera"} Device
 * @typedef {"denied" | "missing" | "busy"} Cause
 * @typedef {import("./browser.js").Browser} Browser
 */

/**
 * @param {Device} device @param {Cause} cause @param {Browser} browser
 * @param {{framed?: boolean, system?: boolean}} [where]  framed: the page around this one does not hand the device on.
 *   system: not the browser forbids it, but the system forbids it to the browser
 * @returns {string[]} sentences, one step each
 */
export function remedy(device, cause, browser, { framed = false, system = false } = {}) {
  if (browser.inside !== null) return [insideWords(browser)];
  if (cause === "missing") return [device === "camera" ? t("Connect a camera, or go on without one.") : t("Connect a microphone or a headset, or go on without one.")];
  if (cause === "busy") return [device === "camera"
    ? t("Close the other program or tab that uses the camera, then press Try again.")
    : t("Close the other program or tab that uses the microphone, then press Try again.")];
  if (framed) return [t("The page around this chat does not let it use the camera or the microphone. Open the call in a window of its own.")];
  const name = device === "camera" ? t("Camera") : t("Microphone");
  return system ? systemSteps(name, browser) : browserSteps(name, browser);
}

/** @param {Browser} browser */
export function insideWords({ inside, system }) {
  const app = inside || t("this app");
  return system === "Android"
    ? t("{app} shows this page in a browser of its own, which may not hand on the camera. Press ⋮ and choose Open in Chrome.", { app })
    : t("{app} shows this page in a browser of its own, which may not hand on the camera. Press the compass or ⋯ and choose Open in Safari.", { app });
}

/** @param {string} name @param {Browser} browser */
function systemSteps(name, { browser, system }) {
  const app = browser ?? t("this browser");
  switch (system) {
    case "macOS": return [t("Open System Settings › Privacy & Security › {name}.", { name }), t("Turn {app} on, then start it again.", { app })];
    case "Windows": return [t("Open Settings › Privacy & security › {name}.", { name }), t("Turn on access for desktop apps.")];
    case "Android": return [t("Open the phone's settings › Apps › {app} › Permissions.", { app }), t("Allow {name}, then press Try again.", { name })];
    case "iPhone": case "iPad": return [t("Open Settings › Apps › {app}.", { app }), t("Turn {name} on, then press Try again.", { name })];
    default: return [t("Allow {app} to use it in the system's privacy settings, then press Try again.", { app })];
  }
}

/** @param {string} name @param {Browser} browser */
function browserSteps(name, { browser, system }) {
  if (system === "iPhone" || system === "iPad") {
    return browser === "Safari"
      ? [t("Press the icon at the left of the address, then Website Settings."), t("Set {name} to Allow, then press Try again.", { name })]
      : systemSteps(name, { browser, system, version: "", phone: true, inside: null });
  }
  if (system === "Android") {
    return [t("Press the icon at the left of the address, then Permissions."), t("Allow {name}, then press Try again.", { name })];
  }
  if (browser === "Firefox") {
    return [t("Press the crossed-out icon at the left of the address."), t("Take the block of {name} away with ×, then press Try again.", { name })];
  }
  if (browser === "Safari") {
    return [t("In the menu bar open Safari › Settings for this website."), t("Set {name} to Allow, then press Try again.", { name })];
  }
  return [t("Press the icon at the left of the address."), t("Turn {name} on, then press Try again.", { name })];
}

/** Where the browser asks, while it asks. @param {Device} device @param {Browser} browser */
export function askingWords(device, { phone }) {
  if (phone) return device === "camera" ? t("A question appears over the page: allow the camera.") : t("A question appears over the page: allow the microphone.");
  return device === "camera" ? t("A question appears near the address: allow the camera.") : t("A question appears near the address: allow the microphone.");
}
