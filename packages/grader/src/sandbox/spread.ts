import type { Binding } from '@keysmith/instruments/host';
import type { SandboxBinding } from './binding.ts';

/**
 * Binds to several jails at once: clients of one name live in one, and clients of different names apart as far as the
 * jails go. What two clients share in one process, such as a lock on `globalThis`, they do not share here.
 */
export function spreadBinding(bindings: readonly SandboxBinding[]): Binding {
  const places = new Map<string, SandboxBinding>();
  const placeOf = (client: string): SandboxBinding => {
    const place = places.get(client) ?? (bindings[places.size % bindings.length] as SandboxBinding);
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
