/**
 * Numbers, dates and lengths of time in Belarusian, for browsers that have no such locale (Chromium: it would write
 * "1970 M01 1"). Figures and the order of parts are as in Russian; the words are CLDR's.
 * @type {import("./i18n.js").Formats}
 */
export const BELARUSIAN = {
  number: (value, options) => new Intl.NumberFormat("ru", options).format(value),
  date(at, options) {
    const day = new Date(at);
    const months = options.month === "long" ? MONTHS : SHORT_MONTHS;
    return new Intl.DateTimeFormat("ru", options).formatToParts(day).map(({ type, value }) => {
      if (type === "weekday") return WEEKDAYS[day.getDay()];
      return type === "month" && !/\d/.test(value) ? months[day.getMonth()] : value;
    }).join("");
  },
  ago: (value, unit) => `${this_(value)} ${UNITS[unit]} таму`,
};
