// Owns reading the newest value of a render from handlers and from code that outlives one render.
import { useLayoutEffect, useState } from 'react';

/** `get` gives what the last committed render passed, or what was `set` since. */
export interface Latest<Value> { readonly get: () => Value; readonly set: (value: Value) => void }

export function useLatest<Value>(value: Value): Latest<Value> {
  const [latest] = useState(() => {
    let kept = value;
    return { get: () => kept, set: (next: Value) => { kept = next; } };
  });
  useLayoutEffect(() => latest.set(value), [latest, value]);
  return latest;
}
