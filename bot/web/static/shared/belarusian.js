/**
 * Numbers and times in Belarusian, for browsers that do not know how to write them: Chromium would say "1970 M01 1".
 * Figures and the order of a date are as in Russian; the words are those of CLDR.
 * @type {import("./i18n.js").Formats}
 */
export const BELARUSIAN = {
  number: (value, options) => new Intl.NumberFormat("ru", options).format(value),
  date(at, options) {
    const day = new Date(at);
    const months = options?.month === "long" ? MONTHS : SHORT_MONTHS;
    return new Intl.DateTimeFormat("ru", options).formatToParts(day).map(({ type, value }) => {
      if (type === "weekday") return WEEKDAYS[day.getDay()];
      return type === "month" && !/\d/.test(value) ? months[day.getMonth()] : value;
    }).join("");
  },
  ago: (n, unit) => `${n} ${UNITS[unit][/** @type {"one" | "few" | "many"} */ (PLURALS.select(n))]} таму`,
};

const MONTHS = ["студзеня", "лютага", "сакавіка", "красавіка", "мая", "чэрвеня", "ліпеня", "жніўня", "верасня", "кастрычніка",
  "лістапада", "снежня"];
const SHORT_MONTHS = ["сту", "лют", "сак", "кра", "мая", "чэр", "ліп", "жні", "вер", "кас", "ліс", "сне"];
const WEEKDAYS = ["нядзеля", "панядзелак", "аўторак", "серада", "чацвер", "пятніца", "субота"];
const UNITS = {
  minute: { one: "хв", few: "хв", many: "хв" },
  hour: { one: "гадз", few: "гадз", many: "гадз" },
  day: { one: "дзень", few: "дні", many: "дзён" },
};
const PLURALS = new Intl.PluralRules("be");
