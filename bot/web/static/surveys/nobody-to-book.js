import { Notice } from "../rooms/notice.js";
import { html } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";

/** What customers meet as long as no agent has hours, and where that is mended. @param {{surveys?: string[]}} props  ids; none: this one */
export function NobodyToBook({ surveys = [] }) {
  const named = surveys.map((id) => `“${id}”`).join(", ");
  return html`<${Notice} kind="warn">
    ${surveys.length > 0 && `${tn("{surveys} offers to book a call.", "{surveys} offer to book a call.", surveys.length, { surveys: named })} `}
    ${t("No agent has hours for calls yet, so customers are told that there are no free times.")}
    ${" "}<a href="/calendar/">${t("Set hours in the calendar")}</a><//>`;
}
