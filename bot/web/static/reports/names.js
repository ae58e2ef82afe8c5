import { t } from "../shared/i18n.js";

/** @param {string} channel */
export const channelName = (channel) => ({ widget: t("Website"), telegram: "Telegram", link: t("Call by link") })[channel] ?? channel;

/** @param {string} handler  who answered at the end */
export const handlerName = (handler) => ({ bot: t("Bot"), agent: t("Agent"), call: t("Video session") })[handler] ?? handler;
