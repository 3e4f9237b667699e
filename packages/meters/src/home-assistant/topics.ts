/** Topics under which Home Assistant looks for what is there, and finds its states. */
export interface HomeAssistantTopics {
  /** Under which Home Assistant looks: `homeassistant` unless its user changed it. */
  readonly discovery: string;
  /** Under which everything of this house lies. */
  readonly base: string;
}

/** Whether this house's sensors can be read: `online` or `offline`. */
export function availabilityTopic({ base }: HomeAssistantTopics): string {
  return `${base}/status`;
}

export function stateTopic({ base }: HomeAssistantTopics, meterId: string): string {
  return `${base}/${plainName(meterId)}/state`;
}

export function discoveryTopic(topics: HomeAssistantTopics, meterId: string, sensor: string): string {
  return `${topics.discovery}/sensor/${nodeName(topics)}/${plainName(meterId)}_${sensor}/config`;
}

/** All discovery topics of this house, as a subscription. */
export function discoveryFilter(topics: HomeAssistantTopics): string {
  return `${topics.discovery}/sensor/${nodeName(topics)}/+/config`;
}

export function nodeName({ base }: HomeAssistantTopics): string {
  return plainName(base);
}

/**
 * Letters, digits and `_` stand for themselves, all else for its code points between `-` signs: no two names become the same, as a
 * `-` of the name is written out too.
 */
export function plainName(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/gu, (sign) => `-${sign.codePointAt(0)?.toString(16) ?? ''}-`);
}
