/** The part of Tibber's published schema that concerns what is asked, with the nullability it declares. */
export const tibberSchema = `
schema { query: Query }
type Query { viewer: Viewer! }
type Viewer {
  login: String
  userId: String
  name: String
  homes: [Home]!
  home(id: ID!): Home!
}
type Home {
  id: ID!
  timeZone: String!
  appNickname: String
  address: Address
  currentSubscription: Subscription
  consumption(
    resolution: EnergyResolution!, first: Int, last: Int, before: String, after: String, filterEmptyNodes: Boolean
  ): HomeConsumptionConnection
}
type Address { address1: String address2: String address3: String city: String postalCode: String country: String }
type Subscription {
  id: ID!
  status: String
  priceInfo(resolution: PriceInfoResolution): PriceInfo
  priceInfoRange(
    resolution: PriceInfoRangeResolution!, first: Int, last: Int, before: String, after: String
  ): SubscriptionPriceConnection
}
enum EnergyResolution { HOURLY DAILY WEEKLY MONTHLY ANNUAL }
enum PriceInfoResolution { HOURLY QUARTER_HOURLY }
enum PriceInfoRangeResolution { DAILY HOURLY QUARTER_HOURLY }
enum PriceLevel { VERY_CHEAP CHEAP NORMAL EXPENSIVE VERY_EXPENSIVE }
type HomeConsumptionConnection { pageInfo: HomeConsumptionPageInfo! nodes: [Consumption] }
type HomeConsumptionPageInfo {
  endCursor: String
  hasNextPage: Boolean
  hasPreviousPage: Boolean
  startCursor: String
  count: Int
  currency: String
  totalCost: Float
  totalConsumption: Float
  filtered: Int
}
type Consumption {
  from: String!
  to: String!
  unitPrice: Float
  unitPriceVAT: Float
  consumption: Float
  consumptionUnit: String
  cost: Float
  currency: String
}
type PriceInfo { current: Price today: [Price]! tomorrow: [Price]! }
type SubscriptionPriceConnection { pageInfo: SubscriptionPriceConnectionPageInfo! nodes: [Price]! }
type SubscriptionPriceConnectionPageInfo {
  endCursor: String
  hasNextPage: Boolean
  hasPreviousPage: Boolean
  startCursor: String
  resolution: String
  currency: String
  count: Int
}
type Price { total: Float energy: Float tax: Float startsAt: String currency: String! level: PriceLevel }
`;
