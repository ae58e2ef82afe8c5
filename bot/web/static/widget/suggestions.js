import { html, useEffect, useSignal } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { cleaned, draft } from "./composer.js";

const FROM = 3;
const LONGEST = 4000;
const AFTER_MS = 180;

/**
 * Answers that the shop already has, while the customer is still writing.
 * @param {{chat: import("./chat.js").Chat, text: string, box: {current: HTMLTextAreaElement | null}}} props
 */
export function Suggestions({ chat, text, box }) {
  const found = useSignal(/** @type {import("../shared/conversation.js").Choice[]} */ ([]));
  const kind = chat.state.value.conversation?.owner.kind ?? "bot";
  const wanted = (kind === "bot" || kind === "nobody") && [...cleaned(text)].length >= FROM && text.length <= LONGEST;
  useEffect(() => {
    if (!wanted) { found.value = []; return; }
    let current = true;
    const timer = setTimeout(async () => {
      const choices = await chat.suggest(cleaned(text));
      if (current) found.value = choices;
    }, AFTER_MS);
    return () => { current = false; clearTimeout(timer); };
  }, [text, wanted]);

  const take = (/** @type {import("../shared/conversation.js").Choice} */ choice) => {
    chat.choose(choice, cleaned(text));
    draft.value = "";
    box.current?.focus();
  };
  const dismiss = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    found.value = [];
    box.current?.focus();
  };
  if (!found.value.length) return null;
  return html`<div class="suggestions" onKeyDown=${dismiss}>
    <p class="small muted" role="status">${t("Is it one of these?")}</p>
    <ul class="choices">${found.value.map((choice) => html`<li key=${choice.article}>
      <button type="button" class="choice" onClick=${() => take(choice)}>
        <span class="grow">${choice.label}</span></button></li>`)}</ul>
  </div>`;
}
