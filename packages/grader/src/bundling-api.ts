/** What bundles of the SDK and a learner's code have in common, whether they are for a page or for a jail. */
export { SDK_STAND_INS } from './bundling/sdk.ts';
export { always, empty, standIns, type StandIn } from './bundling/stand-ins.ts';
