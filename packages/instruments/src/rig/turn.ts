/**
 * Lets everything run that is ready to. A browser has no `setImmediate`, and delays its timers by milliseconds once
 * they are nested; a message to oneself comes at once in both.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else messageToSelf(resolve);
  });
}

let waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;

function messageToSelf(resolve: () => void): void {
  if (channel === undefined) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const ready = waiting;
      waiting = [];
      for (const each of ready) each();
    };
  }
  // One message is enough for all who wait for it.
  if (waiting.push(resolve) === 1) channel.port2.postMessage(0);
}
