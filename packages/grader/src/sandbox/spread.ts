import type { Binding } from '@keysmith/instruments/host';
import type { SandboxBinding } from './binding.ts';

/**
 * Binds to several jails at once: clients of one name live in one, and clients of different names apart as far as the
 * jails go. What two clients share in one process, such as a lock on `globalThis`, they do not share here. A jail is opened
 * for the client that needs it first, since most checks have one client only.
 *
 * @param max how many jails there may be
 */
export function spreadBinding(max: number, open: () => SandboxBinding): Binding {
  const bindings: SandboxBinding[] = [];
  const places = new Map<string, SandboxBinding>();
  const nextPlace = (): SandboxBinding => {
    const there = bindings[places.size % max];
    if (there !== undefined) return there;
    const binding = open();
    bindings.push(binding);
    return binding;
  };
  const placeOf = (client: string): SandboxBinding => {
    const place = places.get(client) ?? nextPlace();
    places.set(client, place);
    return place;
  };
  return {
    read: (name) => placeOf('').read(name),
    instance: (from, client = '') => placeOf(client).instance(from),
    async turn() {
      do {
        for (const binding of bindings) await binding.turn();
      } while (bindings.some(({ isIdle }) => !isIdle));
    },
  };
}
