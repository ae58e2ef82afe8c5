import { date, t } from "../shared/i18n.js";

/** What happened, in words; a shop's own word for it stays as it is. @param {string} kind */
export function kindName(kind) {
  switch (kind) {
    case "bought": return t("Bought");
    case "shipped": return t("Shipped");
    case "delivered": return t("Delivered");
    case "returned": return t("Returned");
    case "cancelled": return t("Cancelled");
    case "account_changed": return t("Account changed");
    default: return kind;
  }
}

/**
 * Whether a customer wants to be written to, how and since when that is known.
 * @param {{allowed: boolean, how: string, at: number} | null} permission  null: never said
 */
export function permissionWords(permission) {
  if (!permission) return t("Has not said whether we may write unasked, so nothing is sent.");
  const values = { date: date(permission.at, { dateStyle: "medium" }), how: howWords(permission.how) };
  return permission.allowed ? t("May be written to unasked ({how}, {date}).", values) : t("Wants nothing unasked ({how}, {date}).", values);
}

/** @param {string} how */
function howWords(how) {
  switch (how) {
    case "word": return t("by message");
    case "button": return t("by button");
    case "menu": return t("in the menu");
    default: return how;
  }
}
