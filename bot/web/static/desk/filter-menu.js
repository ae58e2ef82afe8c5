import { Check } from "../vendor/lucide.js";
import { ListFilter } from "../vendor/lucide-desk.js";
import { html } from "../shared/html.js";
import { LANGUAGES, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { useDesk } from "./context.js";
import { Menu } from "../shared/menu.js";
import { channelName } from "../rooms/names.js";

/** Narrows the lists to a channel, a language, or both. */
export function FilterMenu() {
  const { filter } = useDesk();
  const { channel, language } = filter.value;
  const chosen = [channel && channelName(channel), language && languageName(language)];
  const name = chosen.filter(Boolean).join(", ");
  const choose = (/** @type {import("./lists.js").Filter} */ part) => () => { filter.value = { ...filter.peek(), ...part }; };
  return html`<${Menu} kind=${`button quiet bare ${name ? "on" : ""}`} name=${name ? t("Filter: {name}", { name }) : t("Filter")}
    label=${html`<${Icon} of=${ListFilter} />`}>
    <${Group} title=${t("Channel")} value=${channel}
      options=${[[undefined, t("All")], ["widget", channelName("widget")], ["telegram", channelName("telegram")], ["link", channelName("link")]]}
      choose=${(/** @type {any} */ value) => choose({ channel: value })} />
    <hr role="separator" />
    <${Group} title=${t("Language")} value=${language} options=${[[undefined, t("All")], ...Object.keys(LANGUAGES).map((code) => [code, languageName(code)])]}
      choose=${(/** @type {any} */ value) => choose({ language: value })} />
  <//>`;
}

/**
 * @param {{title: string, value?: string, options: [string | undefined, string][], choose: (value?: string) => () => void}} props
 *   options: codes and words; undefined: any
 */
function Group({ title, value, options, choose }) {
  return html`<div role="group" aria-label=${title}><p class="menu-title" aria-hidden="true">${title}</p>
    ${options.map(([code, words]) => html`<button type="button" role="menuitemradio" tabindex="-1" key=${words} data-stays
      aria-checked=${code === value} onClick=${choose(code)}>
      <span class="menu-check">${code === value && html`<${Icon} of=${Check} size=${16} />`}</span>${words}</button>`)}
  </div>`;
}
