// node channel-child.ts <script>: has the jail's channel at descriptor 3 do something, for the test beside it.
import { openChannel } from '../../../packages/grader/src/jail/channel.ts';

const [, , what = ''] = process.argv;
const channel = openChannel(3, {
  bytes(chunk) {
    if (what === 'echo') channel.write(chunk);
    if (what === 'flood') flood();
  },
  closed: () => process.exit(7),
});
if (what === 'flood') channel.write(Buffer.from('!'));
if (what === 'farewell') {
  // As much as every socket has room for.
  for (let at = 0; at < 16; at += 1) channel.write(Buffer.alloc(256, at));
  process.exit(0);
}

/** Chunks of odd sizes, far more than a socket has room for, each byte of which tells its place. */
function flood(): void {
  let place = 0;
  for (let at = 0; at < 400; at += 1) {
    const chunk = Buffer.allocUnsafe(1 + ((at * 7919) % 30_000));
    for (let index = 0; index < chunk.length; index += 1) chunk[index] = (place += 1) % 251;
    channel.write(chunk);
  }
  channel.write(Buffer.from([255]));
}
