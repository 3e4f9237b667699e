/** Meters as devices of Home Assistant, found by MQTT discovery; pure. */
export { discoveryMessages, presentMeters } from './discovery.ts';
export { type Health, type MeterState, statePayload } from './sensor-state.ts';
export { availabilityTopic, discoveryFilter, type HomeAssistantTopics, stateTopic } from './topics.ts';
