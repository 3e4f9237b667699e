/** Messages that an MQTT broker keeps for others. */
export { openRetainedMessages, type RetainedMessages, type RetainedOptions } from './retained-messages.ts';
