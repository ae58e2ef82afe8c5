import { CalendarPlus } from "../../vendor/lucide-survey.js";
import { html, useState } from "../html.js";
import { t } from "../i18n.js";
import { Icon } from "../icons.js";
import { explain } from "../wording.js";

/**
 * Leads to the page at which a call is booked, in a tab of its own. The tab is opened with the press, while the browser allows it;
 * where it does not, a link stands there to be pressed.
 * @param {{book: () => Promise<{url: string}>}} props  book: throws a Refusal
 */
export function BookButton({ book }) {
  const [url, know] = useState("");
  const [problem, tell] = useState(/** @type {unknown} */ (null));
  const press = async () => {
    const tab = open("", "_blank");
    tell(null);
    try {
      const { url: told } = await book();
      if (tab) {
        tab.opener = null;
        tab.location.replace(told);
      } else know(told);
    } catch (error) {
      tab?.close();
      tell(error);
    }
  };
  return html`<div class="book-way">
    ${url ? html`<a class="button" href=${url} target="_blank" rel="noopener"><${Icon} of=${CalendarPlus} size=${16} />${t("Choose a time")}</a>`
      : html`<button type="button" class="button" onClick=${press}><${Icon} of=${CalendarPlus} size=${16} />${t("Book a call")}</button>`}
    <div role="alert">${problem !== null && html`<p>${explain(problem)}</p>`}</div>
  </div>`;
}
