/** Every home of the account, with what tells them apart. */
export const homesQuery = `query Homes {
  viewer {
    homes {
      id
      timeZone
      appNickname
      address { address1 city }
    }
  }
}`;

/** The hours before a cursor; without one the newest. `last` is cut at 744 without a word. */
export const consumptionQuery = `query Consumption($home: ID!, $last: Int!, $before: String) {
  viewer {
    home(id: $home) {
      consumption(resolution: HOURLY, last: $last, before: $before) {
        pageInfo { startCursor hasPreviousPage }
        nodes { from to consumption consumptionUnit cost unitPrice unitPriceVAT currency }
      }
    }
  }
}`;

/** Prices of today and tomorrow by the quarter of an hour; by the hour where the contract knows no quarters. */
export const pricesQuery = `query Prices($home: ID!) {
  viewer {
    home(id: $home) {
      currentSubscription {
        priceInfo(resolution: QUARTER_HOURLY) {
          today { startsAt total energy tax currency level }
          tomorrow { startsAt total energy tax currency level }
        }
      }
    }
  }
}`;

/** Prices that have been, before a cursor. Cut at 672 quarters, or 744 hours, without a word. */
export const pastPricesQuery = `query PastPrices($home: ID!, $last: Int!, $before: String) {
  viewer {
    home(id: $home) {
      currentSubscription {
        priceInfoRange(resolution: QUARTER_HOURLY, last: $last, before: $before) {
          pageInfo { startCursor hasPreviousPage }
          nodes { startsAt total energy tax currency level }
        }
      }
    }
  }
}`;
