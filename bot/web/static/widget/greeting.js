import { ChevronRight } from "../vendor/lucide-widget.js";
import { html } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";

/**
 * The first thing that a visitor sees: what this is, and the questions that are asked most.
 * @param {{chat: import("./chat.js").Chat, title: string, starters: Record<string, import("../shared/conversation.js").Choice[]>}} props
 */
export function Greeting({ chat, title, starters }) {
  const questions = (starters[language.value] ?? []).slice(0, 3);
  const fresh = !chat.state.value.conversation && !chat.entries.value.length;
  return html`<div class=${fresh ? "greeting fresh" : "greeting"}>
    <h2>${t("Hello! How can we help?")}</h2>
    <p class="muted">${t("I am the bot of {title}. I answer common questions at once, and bring in a person whenever you like.", { title })}</p>
    ${fresh && questions.length > 0 && html`<p class="small label" id="starters">${t("Asked most often")}</p>
      <ul class="choices" aria-labelledby="starters">${questions.map((choice) => html`<li key=${choice.article}>
        <button type="button" class="choice" onClick=${() => chat.choose(choice)}>
          <span class="grow">${choice.label}</span>
          <${Icon} of=${ChevronRight} size=${16} /></button></li>`)}</ul>`}
  </div>`;
}
