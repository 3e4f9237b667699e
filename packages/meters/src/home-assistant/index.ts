/** Meters as devices of Home Assistant, found by MQTT discovery; pure. */
export { discoveryMessages } from './discovery.ts';
export { type Health, type MeterState, statePayload } from './sensor-state.ts';
export { availabilityTopic, discoveryFilter, type HomeAssistantTopics, stateTopic } from './topics.ts';
