/**
 * Values of the three kinds of question, and what they mean.
 * @typedef {"csat" | "nps" | "ces"} Metric
 * @typedef {"satisfied" | "middle" | "low"} Mood
 */

/** @type {Readonly<Record<Metric, {lowest: number, middle: number, satisfied: number}>>} from which value on */
const SCALES = {
  csat: { lowest: 1, middle: 3, satisfied: 4 },
  nps: { lowest: 0, middle: 7, satisfied: 9 },
  ces: { lowest: 1, middle: 4, satisfied: 5 },
};

/** @param {Metric} metric @param {number} value @returns {Mood} */
export function moodOf(metric, value) {
  const { middle, satisfied } = SCALES[metric];
  return value >= satisfied ? "satisfied" : value >= middle ? "middle" : "low";
}

/**
 * How a distribution is drawn.
 * @param {Metric} metric @param {readonly number[]} counts  by value, the lowest first
 * @returns {{value: number, count: number, share: number, mood: Mood}[]} the highest first; share in %
 */
export function barsOf(metric, counts) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, index) => {
    const value = SCALES[metric].lowest + index;
    return { value, count, share: all ? (100 * count) / all : 0, mood: moodOf(metric, value) };
  }).reverse();
}
