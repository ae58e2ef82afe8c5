import { deviceOf } from "../../shared/device.js";

/**
 * Which browser this is, as far as permissions and calls differ.
 * @typedef {{browser: string | null, version: string, system: string | null, phone: boolean, inside: string | null}} Browser
 *   inside: the app that shows the page in a browser of its own, such as "Telegram"; "" where there is one without a name that
 *   we know; null: a browser
 */

// Apps that open links in a view of their own, by what they add to the User-Agent.
const APPS = /** @type {[RegExp, string][]} */ ([
  [/Telegram/i, "Telegram"], [/\bFB(?:AN|AV|_IAB)\b/, "Facebook"], [/\bInstagram\b/, "Instagram"], [/\bLine\//, "LINE"],
  [/\bMicroMessenger\//, "WeChat"], [/\bVKAndroidApp\b|\bVKClient\b/, "VK"], [/\bViber\b/, "Viber"],
]);

/**
 * @param {{userAgent: string, maxTouchPoints?: number}} navigator
 * @param {{TelegramWebview?: unknown, TelegramWebviewProxy?: unknown}} [page]  what Telegram's own views put there
 * @returns {Browser}
 */
export function browserOf({ userAgent, maxTouchPoints = 0 }, page = {}) {
  const named = deviceOf(userAgent);
  // An iPad says that it is a Mac; a Mac has no touch screen.
  const system = named.system === "macOS" && maxTouchPoints > 1 ? "iPad" : named.system;
  const apple = system === "iPhone" || system === "iPad";
  const browser = apple && /CriOS/.test(userAgent) ? "Chrome" : named.browser;
  return {
    browser, version: versionOf(userAgent), system,
    phone: apple || system === "Android",
    inside: appOf(userAgent, apple, page),
  };
}

/** @param {string} agent @param {boolean} apple @param {{TelegramWebview?: unknown, TelegramWebviewProxy?: unknown}} page */
function appOf(agent, apple, page) {
  if (page.TelegramWebview || page.TelegramWebviewProxy) return "Telegram";
  const app = APPS.find(([sign]) => sign.test(agent))?.[1];
  if (app) return app;
  const view = /; wv\)/.test(agent) || (apple && !/Safari\//.test(agent));  // Android's WebView; Safari alone says Safari
  return view ? "" : null;
}

/** The main number. @param {string} agent */
function versionOf(agent) {
  const signs = [/\bEdg(?:A|iOS)?\/(\d+)/, /\bOPR\/(\d+)/, /SamsungBrowser\/(\d+)/, /YaBrowser\/(\d+)/, /\b(?:Firefox|FxiOS)\/(\d+)/,
    /\b(?:Chrome|CriOS)\/(\d+)/, /\bVersion\/(\d+)/];
  return signs.map((sign) => sign.exec(agent)?.[1]).find(Boolean) ?? "";
}

/** Short, for an agent: "Chrome 156, Android", "Telegram, iPhone"; "" when nothing is known. @param {Browser} browser */
export function browserName({ browser, version, system, inside }) {
  const name = inside || [browser, version].filter(Boolean).join(" ");
  return [name, system].filter(Boolean).join(", ");
}

/** The one that shows this page. */
export const thisBrowser = () => browserOf(navigator, /** @type {any} */ (globalThis));
