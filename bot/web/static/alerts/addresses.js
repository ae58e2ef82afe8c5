import { t } from "../shared/i18n.js";

/**
 * Addresses as Apprise reads them, made of what people know.
 * @typedef {{name: string, words: () => string, like: string, secret?: boolean, needed?: boolean}} Field
 * @typedef {{name: string, words: () => string, about: () => string, fields: Field[], make: (given: Record<string, string>) => string}} Form
 */

/** @param {string} text */
const part = (text) => encodeURIComponent(text.trim());

/** @type {Field} */
const to = { name: "to", words: () => t("To (separate several with commas)"), like: "ana@example.com" };

/** @type {readonly Form[]} */
export const FORMS = [
  {
    name: "gmail",
    words: () => "Gmail",
    about: () => t("Gmail needs an app password: Google account, Security, 2-Step Verification, App passwords. Your usual password does not work."),
    fields: [
      { name: "user", words: () => t("Your Gmail address"), like: "shop@gmail.com" },
      { name: "password", words: () => t("App password"), like: "abcd efgh ijkl mnop", secret: true },
      to,
    ],
    make: ({ user, password, to: whom }) => {
      const [name, host = "gmail.com"] = user.trim().split("@");
      return `mailtos://${part(name)}:${part(password.replaceAll(" ", ""))}@${host}?to=${whom ? part(whom) : part(user)}`;
    },
  },
  {
    name: "smtp",
    words: () => t("Another mail server"),
    about: () => t("What your mail provider calls SMTP or “outgoing server”. Port 587 or 465 is usual; both are encrypted."),
    fields: [
      { name: "smtp", words: () => t("Outgoing server"), like: "smtp.example.com" },
      { name: "port", words: () => t("Port"), like: "587" },
      { name: "user", words: () => t("User name"), like: "shop@example.com" },
      { name: "password", words: () => t("Password"), like: "", secret: true },
      { name: "from", words: () => t("From (one of your addresses)"), like: "shop@example.com" },
      to,
    ],
    make: ({ smtp, port, user, password, from, to: whom }) => {
      const mode = (port || "587").trim() === "465" ? "ssl" : "starttls";
      const host = smtp.trim();
      return `mailtos://${part(user)}:${part(password)}@${host}:${(port || "587").trim()}?smtp=${part(host)}&from=${part(from || user)}&to=${part(whom || from || user)}&mode=${mode}`;
    },
  },
  {
    name: "telegram",
    words: () => "Telegram",
    about: () => t("Write to @BotFather on Telegram: /newbot gives you a token. Write anything to your new bot, then ask @userinfobot for your chat's number. For a group, add the bot to it; its number begins with -100."),
    fields: [
      { name: "token", words: () => t("Bot token"), like: "123456789:AAH…", secret: true },
      { name: "chat", words: () => t("Chat number"), like: "987654321" },
    ],
    make: ({ token, chat }) => `tgram://${token.trim()}/${part(chat)}`,
  },
  {
    name: "slack",
    words: () => "Slack",
    about: () => t("In Slack: Apps, Incoming Webhooks, Add to Slack, choose a channel. Copy the webhook's address."),
    fields: [{ name: "hook", words: () => t("Webhook address"), like: "https://hooks.slack.com/services/…", secret: true }],
    make: ({ hook }) => hook.trim(),
  },
  {
    name: "teams",
    words: () => "Microsoft Teams",
    about: () => t("In Teams: Workflows, “Post to a channel when a webhook request is received”. Copy the address that it gives you."),
    fields: [{ name: "hook", words: () => t("Webhook address"), like: "https://….logic.azure.com/…", secret: true }],
    make: ({ hook }) => hook.trim(),
  },
  {
    name: "hook",
    words: () => t("Your own program"),
    about: () => t("Each alert is posted there as JSON: title, message, type."),
    fields: [{ name: "hook", words: () => t("Its address"), like: "https://example.com/alerts" }],
    make: ({ hook }) => hook.trim().replace(/^https:\/\//, "jsons://").replace(/^http:\/\//, "json://"),
  },
];

/** @param {Form} form @param {Record<string, string>} given  what is missing is "" @returns {string} */
export function addressOf(form, given) {
  const all = Object.fromEntries(form.fields.map(({ name }) => [name, given[name] ?? ""]));
  return form.make(all);
}
