import { useAsked } from "../rooms/asked.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";
import { readThanks } from "./thanks-api.js";
import { Codes } from "./thanks-codes.js";
import { Newest } from "./thanks-newest.js";
import { ThanksTerms } from "./thanks-terms.js";

/** What happy customers get: a code of their own, the wish for a public review. */
export function ThanksView() {
  const { answer, refusal, again } = useAsked(readThanks, []);
  if (refusal) {
    return html`<div class="empty" role="alert"><h2>${t("The thank-yous cannot be shown")}</h2><p>${explain(refusal)}</p>
      <button type="button" class="button primary" onClick=${again}>${t("Try again")}</button></div>`;
  }
  if (!answer) return html`<div class="list-skeletons"><span class="visually-hidden">${t("Loading…")}</span><span class="skeleton"></span><span class="skeleton"></span></div>`;
  return html`<div class="settings">
    <${ThanksTerms} saved=${answer.terms} left=${answer.batches.reduce((sum, { codes, given }) => sum + codes - given, 0)} again=${again} />
    <${Codes} batches=${answer.batches} again=${again} />
    <${Newest} thanked=${answer.newest} />
  </div>`;
}
