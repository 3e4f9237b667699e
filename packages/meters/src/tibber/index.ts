/** Tibber as a source of interval energy and prices; pure, behind a port. */
export { type TibberAccount, type TibberClient, tibberClient, tibberUrl } from './ask-tibber.ts';
export { chooseHome } from './choose-home.ts';
export { energyLayout, energyPlaces, pricePoint, tibberKind } from './energy-layout.ts';
export { fetchConsumption } from './fetch-consumption.ts';
export { fetchPrices } from './fetch-prices.ts';
export type { EnergyPrice, IntervalEnergy } from './interval-energy.ts';
export { type PulledEnergy, pullTibber, type TibberPull, type TibberStore } from './pull-tibber.ts';
export { requestBudget, requestLimit } from './request-budget.ts';
export { TibberError, type TibberFault } from './tibber-error.ts';
export type { TibberAnswer, TibberPorts, TibberRequest } from './tibber-ports.ts';
