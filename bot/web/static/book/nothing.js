import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { dayAndTime } from "./when.js";

/** What became of the call before. @param {{booking: import("./types.js").Booking}} props */
export function Former({ booking: { state, since } }) {
  const time = dayAndTime(since);
  switch (state) {
    case "booked": return html`<p>${t("Now booked: {time}", { time })}</p>`;
    case "cancelled": return html`<p>${t("Your call is cancelled: {time}.", { time })}</p>`;
    case "started": return html`<p>${t("Your call was: {time}.", { time })}</p>`;
    case "missed": return html`<p>${t("We are sorry that nobody was there for your call: {time}.", { time })}${" "}
      ${t("A colleague will call you as soon as possible. Keep this page open, and you can join here then. Or choose another time.")}</p>`;
  }
}

/** There is no time to choose: what to do instead. @param {{closed: boolean, again: () => void}} props */
export function Nothing({ closed, again }) {
  if (closed) return html`<p>${t("This link has expired. Write to us in our conversation, and we will find a time.")}</p>`;
  return html`<p>${t("There are no free times right now. Check again later, or write to us in our conversation, and we will find one.")}</p>
    <button type="button" class="button" onClick=${again}>${t("Check again")}</button>`;
}
