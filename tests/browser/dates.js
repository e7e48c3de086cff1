// Days, as the forms ask for them.

const A_DAY = 24 * 60 * 60 * 1000

/** The day so many days from today. */
export const inDays = (days) => new Date(Date.now() + days * A_DAY)

/** The three fields of a day. */
export function dayFields (name, day) {
  const there = day.toLocaleDateString('en-GB', { timeZone: 'Europe/London' }).split('/').map(Number)
  return Object.fromEntries(['day', 'month', 'year'].map((part, index) => [`${name}.${part}`, String(there[index])]))
}
