import { t } from "./i18n.js";

/**
 * A sentence of the server's: what was put together says its pattern in the reader's language.
 * @param {{message: string, pattern?: string, values?: Record<string, string>}} told
 */
export const said = ({ message, pattern, values }) => t(pattern ?? message, values);

/**
 * Why something did not happen, in the reader's language and with what to do.
 * @param {unknown} error  a Refusal, or anything that was thrown
 */
export function explain(error) {
  const { code, message, data } = /** @type {{code?: string, message?: string, data?: any}} */ (error);
  switch (code) {
    case "offline": return t("There is no connection right now. Please try again in a moment.");
    case "taken": return data?.case ? t("{name} has this case.", { name: data?.agent?.name ?? "" })
      : t("{name} has taken this conversation.", { name: data?.agent?.name ?? "" });
    case "stale": return t("This conversation has moved on. What you wrote is kept.");
    case "unreachable": return t("Nothing written here reaches this customer.");
    case "gone": return t("This has expired or was used before.");
    case "too_many": return t("That was a lot at once. Please wait a moment and try again.");
    case "too_large": return t("This is too long to be sent.");
    case "unauthorized": return t("You are not signed in any more.");
    case "unavailable": return t("This does not work right now. Please try again in a moment.");
    case "bad_request": case "forbidden": case "not_found": case "conflict": return said({ message: message ?? "", pattern: data?.pattern, values: data?.values });
    default: return t("Something went wrong here. Please try again.");
  }
}
