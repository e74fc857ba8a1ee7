// Chance that falls the same way each time, so that all modes get the same day.

/** Numbers from 0 to below 1 (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffle(list, random) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
}

/** Picks from a list, the nth as often as 1 / n^s (Zipf): few are asked for by many. */
export function zipf(list, s, random) {
  const upTo = new Float64Array(list.length);
  let sum = 0;
  for (let at = 0; at < list.length; at++) upTo[at] = sum += 1 / (at + 1) ** s;
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, list.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return list[low];
  };
}
