import { t } from "../shared/i18n.js";

/** What a key may be good for. */
export const SCOPES = /** @type {const} */ (["touchpoints:write", "surveys:link", "export:read"]);

/** @param {string} scope */
export const scopeWords = (scope) => ({
  "touchpoints:write": t("report what happened to customers"),
  "surveys:link": t("make links to surveys"),
  "export:read": t("fetch conversations and ratings"),
})[scope] ?? scope;
