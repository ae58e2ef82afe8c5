import { html } from "../../shared/html.js";
import { Icon } from "../../shared/icons.js";
import { letters } from "../../shared/keys.js";
import { Key, keyNames, useShortcut } from "./keys.js";

/**
 * One button of the bar: icon and word.
 * @param {{drawing: any, words: string, press: () => void, on?: boolean, pressed?: boolean, faded?: boolean, tone?: string,
 *   title?: string, shortcut?: string, badge?: any, opens?: boolean}} props  on: false draws it as turned off. pressed: for one that stays
 *   down, such as a tool. faded: it cannot do its work here, and `title` says why. shortcut: a letter, see keys.js.
 *   badge: a count over its corner. opens: for one that opens something, whether it is open
 */
export function Control({ drawing, words, press, on, pressed, faded = false, tone = "", title, shortcut, badge = null, opens }) {
  useShortcut(shortcut, words, press);
  const hint = shortcut && letters.value ? `${words} (${keyNames(shortcut).join(" ")})` : words;
  return html`<button type="button" class=${`control ${tone} ${on === false ? "off" : ""} ${pressed ? "lit" : ""}`} onClick=${press}
    title=${title ?? hint} aria-disabled=${faded || undefined} aria-pressed=${pressed} aria-expanded=${opens}
    aria-keyshortcuts=${shortcut && letters.value ? keyNames(shortcut).join("+") : undefined}>
    <${Icon} of=${drawing} size=${20} /><span>${words}</span>${badge}<${Key} of=${shortcut} /></button>`;
}
