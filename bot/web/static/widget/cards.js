import { Check } from "../vendor/lucide-talk.js";
import { ChevronRight, CircleCheck, Headset } from "../vendor/lucide-widget.js";
import { ArticleBody } from "../shared/article.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";

/**
 * What a message can be besides words: an answer, a choice.
 * @typedef {import("./chat.js").Chat} Chat
 * @typedef {import("../shared/former.js").Told} Message
 */

/** @param {{chat: Chat, message: Message, body: import("../shared/conversation.js").Article}} props */
export function ArticleCard({ chat, message, body }) {
  const vote = (/** @type {boolean} */ value) => chat.ask("helped", { seq: message.seq, value });
  return html`<div class="bubble theirs wide">
    <${ArticleBody} body=${body} />
    <div class="helped">
      ${body.helped === true ? html`<p class="row good-words"><${Icon} of=${CircleCheck} size=${16} />
        ${t("It helped.")}</p>`
        : body.helped === false ? html`<p class="muted">${t("It did not help.")}</p>`
        : message.of === undefined && html`<p class="muted">${t("Did this help?")}</p>
          <button type="button" class="button" onClick=${() => vote(true)}>${t("Yes")}</button>
          <button type="button" class="button" onClick=${() => vote(false)}>${t("No")}</button>`}
    </div>
  </div>`;
}

/** Offered only while no person is on the way. @param {{chat: Chat}} props */
export function PersonButton({ chat }) {
  const kind = chat.state.value.conversation?.owner.kind;
  if (kind === "line" || kind === "agent") return null;
  return html`<button type="button" class="button" onClick=${() => chat.ask("person")}>
    <${Icon} of=${Headset} />${t("Talk to a person")}</button>`;
}

/**
 * @param {{chat: Chat, body: import("../shared/conversation.js").Choices, past: boolean}} props
 *   past: in a conversation that goes on in another, where nothing is chosen any more
 */
export function ChoicesCard({ chat, body, past }) {
  const { text, choices, chosen, attribute } = body;
  const open = chosen === undefined && !past;
  const none = attribute ? t("I do not know") : t("None of these");
  return html`<div class="bubble theirs wide">
    <p class="words">${text}</p>
    <ul class="choices">
      ${choices.map((choice) => html`<li key=${choice.value ?? choice.article}>
        <button type="button" class="choice" disabled=${!open} aria-pressed=${chosen === (choice.value ?? choice.article)}
          onClick=${() => chat.choose(choice)}>
          <span class="grow">${choice.label}</span>
          <${Icon} of=${chosen === (choice.value ?? choice.article) ? Check : ChevronRight} size=${16} />
        </button></li>`)}
    </ul>
    ${(open || chosen === "") && html`<button type="button" class="choice none" disabled=${!open} aria-pressed=${chosen === ""}
      onClick=${() => chat.send(none)}>${none}</button>`}
  </div>`;
}
